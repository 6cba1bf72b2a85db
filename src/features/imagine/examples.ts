/** Example sentences that cover what the networks draw well. */
export const examples: readonly string[] = [
	'a small bird with a red head, white belly and black wings',
	'a bright yellow bird with black wings and a short beak',
	'a blue bird with a white belly and a thin pointed bill',
	'a bird with an orange belly and black wings',
	'a brown bird with streaked breast and a short bill',
	'a tiny green bird with a long thin beak',
	'a grey bird with white throat and yellow eyes',
	'a white bird',
];
