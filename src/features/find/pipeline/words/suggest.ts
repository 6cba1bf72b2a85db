/** What may have been meant by a word that the vocabulary does not have. */
import { distance } from 'fastest-levenshtein';
import type { UnknownWord } from '../../types';
import { synonyms } from './synonyms';

/** Suggestions of either kind. */
const shown = 3;
/** Shorter parts of a word mean nothing by themselves. */
const shortestPart = 3;

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

/** Other forms of a word: plural or not, -ing, -ed, -er, -ly. */
function formsOf(word: string): string[] {
	return endings.flatMap(([ending, others]) => {
		if (!word.endsWith(ending) || word.length - ending.length < shortestPart) return [];
		const stem = word.slice(0, word.length - ending.length);
		// running, runner: the consonant is doubled before an ending that begins with a vowel.
		const single = /([^aeiou])\1$/.test(stem) ? [stem.slice(0, -1)] : [];
		return [...[stem, ...single].flatMap((root) => others.map((other) => root + other)), ...single];
	});
}

/** Known words that a word begins or ends with: firetruck, snowboarder. */
function partsOf(word: string, known: ReadonlyMap<string, number>): string[] {
	const parts: string[] = [];
	for (let cut = word.length - 1; cut >= shortestPart; cut--) {
		parts.push(word.slice(0, cut), word.slice(word.length - cut));
	}
	return parts.filter((part) => known.has(part));
}

function spellings(word: string, known: ReadonlyMap<string, number>): string[] {
	const reach = word.length <= 3 ? 1 : 2;
	const near: { candidate: string; off: number; count: number }[] = [];
	for (const [candidate, count] of known) {
		if (Math.abs(candidate.length - word.length) > reach) continue;
		const off = distance(word, candidate);
		if (off <= reach) near.push({ candidate, off, count });
	}
	return near.sort((a, b) => a.off - b.off || b.count - a.count).map(({ candidate }) => candidate);
}

/**
 * Known words spelt nearly as `word`, and known words that mean about the same.
 *
 * @param word lower case, not in the vocabulary
 * @param vocabulary all words, without the signs
 * @param counts how often each was seen: at equal distance the commoner word comes first
 */
export function suggest(word: string, vocabulary: readonly string[], counts: readonly number[]): UnknownWord {
	const known = new Map(vocabulary.map((candidate, at) => [candidate, counts[at] ?? 0]));
	const forms = formsOf(word);
	const meant = [word, ...forms].flatMap((form) => (Object.hasOwn(synonyms, form) ? (synonyms[form] ?? []) : []));
	const meaning = new Set([...forms, ...meant, ...partsOf(word, known)].filter((other) => known.has(other)));
	return {
		word,
		spelling: spellings(word, known).slice(0, shown),
		meaning: [...meaning].slice(0, shown),
	};
}
