/** Suggests words of the vocabulary for a word that is not in it. */
import { nearWords } from '../../../../networks/shared/nearWords';
import type { UnknownWord } from '../../types';
import table from './synonyms.json';

/** Words that people type but captions never use, and what captions use instead. Only those in the vocabulary are suggested. */
const synonyms: Readonly<Record<string, readonly string[]>> = table;

/** Most suggestions of each kind. */
const shown = 3;
/** Shorter parts of a word mean nothing by themselves. */
const shortestPart = 3;
/** Anything longer is not a word, and gets no suggestions. */
const longestWord = 40;

const endings: readonly (readonly [string, readonly string[]])[] = [
	['ies', ['y', 'ie']],
	['ily', ['y']],
	['ing', ['', 'e']],
	['ers', ['', 'e', 'er', 'ing']],
	['er', ['', 'e', 'ing']],
	['ed', ['', 'e', 'ing']],
	['est', ['', 'e']],
	['es', ['', 'e']],
	['ly', ['', 'y']],
	['y', ['', 'e', 'ing']],
	['s', ['']],
	['', ['s', 'es', 'ing', 'er', 'ed', 'y']],
];

/** Makes a word's other forms: singular or plural, -ing, -ed, -er, -ly. */
function formsOf(word: string): string[] {
	return endings.flatMap(([ending, others]) => {
		if (!word.endsWith(ending) || word.length - ending.length < shortestPart) return [];
		const stem = word.slice(0, word.length - ending.length);
		// running, runner: the consonant is doubled before an ending that begins with a vowel.
		const single = /([^aeiou])\1$/.test(stem) ? [stem.slice(0, -1)] : [];
		return [...[stem, ...single].flatMap((root) => others.map((other) => root + other)), ...single];
	});
}

/** Finds the two known words that a compound such as moonlight or sunbather is made of, its head (light) first. */
function partsOf(word: string, known: ReadonlyMap<string, number>): string[] {
	const nearest = (part: string) => [part, ...formsOf(part)].find((form) => known.has(form));
	for (let cut = shortestPart; cut <= word.length - shortestPart; cut++) {
		const front = word.slice(0, cut);
		const end = nearest(word.slice(cut));
		if (end !== undefined && known.has(front)) return [end, front];
	}
	return [];
}

/**
 * Suggests known words with a similar spelling, and known words with a similar meaning.
 *
 * @param word lower case, not in the vocabulary
 * @param vocabulary all words, without the special tokens
 * @param counts occurrences of each word: of equally close words the more frequent comes first
 */
export function suggest(word: string, vocabulary: readonly string[], counts: readonly number[]): UnknownWord {
	if (word.length > longestWord) return { word, spelling: [], meaning: [] };
	const known = new Map(vocabulary.map((candidate, at) => [candidate, counts[at] ?? 0]));
	const forms = formsOf(word);
	const meant = [word, ...forms].flatMap((form) => (Object.hasOwn(synonyms, form) ? (synonyms[form] ?? []) : []));
	const meaning = new Set([...forms, ...meant, ...partsOf(word, known)].filter((other) => known.has(other)));
	return {
		word,
		spelling: nearWords(word, known).slice(0, shown),
		meaning: [...meaning].slice(0, shown),
	};
}
