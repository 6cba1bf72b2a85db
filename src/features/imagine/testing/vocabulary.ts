import { parseBirdParts } from '../../../networks/birdParts.shared';
import { parseBirdVocabulary } from '../../../networks/birdVocabulary.shared';

/** How often each word was used, by its kind. */
const counts = {
	other: { a: 900, the: 700, with: 600, round: 40, bright: 30 },
	kind: { bird: 800 },
	colour: { black: 500, white: 450, red: 400, blue: 300 },
	size: { small: 250 },
	part: { head: 200, wings: 150 },
};

/** A few words, as `stackgan/words.json` holds many. */
export const vocabulary = parseBirdVocabulary({
	words: Object.entries(counts)
		.flatMap(([kind, words]) => Object.entries(words).map(([word, count]) => ({ word, kind, count })))
		.sort((a, b) => b.count - a.count),
	next: {
		'': ['a', 'small'],
		a: ['small', 'bird'],
		small: ['red', 'bird'],
		with: ['a', 'the', 'red'],
		bright: ['blue'],
	},
});

/** The parts and colours of `scorer/config.json`, as far as these words go. */
export const parts = parseBirdParts({
	nouns: { head: 'head', wings: 'wings' },
	words: { black: 'black', white: 'white', red: 'red', blue: 'blue' },
});
