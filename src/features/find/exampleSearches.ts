/** Searches that the sample library answers with the shipped networks (exampleSearches.test.ts). */
export const exampleSearches = [
	'a cat',
	'two dogs at a window',
	'horses in a field',
	'a polar bear in the snow',
	'a church',
	'flowers in a field',
	'a yellow bird with black wings',
	'a rocket launch',
] as const;
