/** Searches that the sample library answers with the shipped networks (exampleSearches.test.ts). */
export const exampleSearches = [
	'a cat',
	'a woman in an orange suit',
	'the night sky',
	'a yellow bird with black wings',
	'a blue bird',
	'a small brown bird',
] as const;
