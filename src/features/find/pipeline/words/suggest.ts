/** What may have been meant by a word that the vocabulary does not have. */
import { distance } from 'fastest-levenshtein';
import type { UnknownWord } from '../../types';
import { synonyms } from './synonyms';

/** Suggestions of either kind. */
const shown = 3;
/** Shorter parts of a word mean nothing by themselves. */
const shortestPart = 3;
/** Up to here, two letters more or less make any word of any other. */
const shortWord = 4;
/** Longer than any word: nothing is looked for. */
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

/** The two known words that a word is made of, in any form, the one that says what it is first: moonlight, sunbather. */
function partsOf(word: string, known: ReadonlyMap<string, number>): string[] {
	const nearest = (part: string) => [part, ...formsOf(part)].find((form) => known.has(form));
	for (let cut = shortestPart; cut <= word.length - shortestPart; cut++) {
		const front = word.slice(0, cut);
		const end = nearest(word.slice(cut));
		if (end !== undefined && known.has(front)) return [end, front];
	}
	return [];
}

/** Two neighbouring letters exchanged, the commonest slip of all. */
function swapsOf(word: string): ReadonlySet<string> {
	return new Set(
		Array.from(
			{ length: word.length - 1 },
			(_, at) => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
		),
	);
}

/** Known words at most two letters away, of short words one: nearest first, then the commoner. */
function spellings(word: string, known: ReadonlyMap<string, number>): string[] {
	const reach = word.length <= shortWord ? 1 : 2;
	const swaps = swapsOf(word);
	const near: { candidate: string; off: number; count: number }[] = [];
	for (const [candidate, count] of known) {
		if (Math.abs(candidate.length - word.length) > reach) continue;
		const off = swaps.has(candidate) ? 1 : distance(word, candidate);
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
	if (word.length > longestWord) return { word, spelling: [], meaning: [] };
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
