/** Searches that the sample library answers. */
export const exampleSearches = [
	'a cat',
	'a cup of coffee',
	'a rocket taking off',
	'a white flower',
	'a red bird with black wings',
	'a blue bird',
] as const;
