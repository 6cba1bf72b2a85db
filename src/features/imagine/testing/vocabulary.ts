import { parseBirdVocabulary } from '../../../networks/birdVocabulary.shared';

const word = (word: string, kind: string, count: number) => ({ word, kind, count });

/** A few words, as `stackgan/words.json` holds many. */
export const vocabulary = parseBirdVocabulary({
	words: [
		word('a', 'other', 900),
		word('bird', 'kind', 800),
		word('the', 'other', 700),
		word('with', 'other', 600),
		word('black', 'colour', 500),
		word('white', 'colour', 450),
		word('red', 'colour', 400),
		word('blue', 'colour', 300),
		word('small', 'size', 250),
		word('head', 'part', 200),
		word('wings', 'part', 150),
		word('round', 'other', 40),
		word('bright', 'other', 30),
	],
	next: {
		'': ['a', 'small'],
		a: ['small', 'bird'],
		small: ['red', 'bird'],
		with: ['a', 'the', 'red'],
		bright: ['blue'],
	},
});
