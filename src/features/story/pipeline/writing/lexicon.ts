/** How typical words are of the styles that a story is written in, by the genres' lexicons. */
import type { StoryStyle } from '../../types';

/** The words that are typical of each genre, in lower case. */
export type Lexicons = Readonly<Record<string, readonly string[]>>;

/** How much a word that is typical of another genre counts against a draft. */
const FOREIGN = 0.5;

/**
 * Returns a number for each typical word: up to 1 in the styles' own lexicons, below 0 where it is typical of other genres only.
 * Own styles have no lexicon.
 *
 * @param styles checked by `checkStyles`
 */
export function typicalWords(lexicons: Lexicons, styles: readonly StoryStyle[]): ReadonlyMap<string, number> {
	const total = styles.reduce((sum, { weight }) => sum + weight, 0);
	const chosen = new Map<string, number>(
		styles.flatMap((style) => (style.kind === 'genre' ? [[style.id, style.weight / total]] : [])),
	);
	const share = [...chosen.values()].reduce((sum, weight) => sum + weight, 0);
	const words = new Map<string, number>();
	for (const [genre, typical] of Object.entries(lexicons)) {
		for (const word of typical) words.set(word, (words.get(word) ?? 0) + (chosen.get(genre) ?? 0));
	}
	for (const [word, weight] of words) if (weight === 0) words.set(word, -FOREIGN * share);
	return words;
}
