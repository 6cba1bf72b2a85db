/** Searches that the sample library answers with the shipped networks (exampleSearches.test.ts). */
export const exampleSearches = [
	'a cat',
	'a cup of coffee',
	'the night sky',
	'a rocket launch',
	'a yellow bird with black wings',
	'a blue bird',
] as const;
