/** Words to go on with as a sentence is typed. */
import type { BirdVocabulary, KnownWord, WordKind } from '../../networks/birdVocabulary.shared';

/** Where the caret stands: the word that is being typed there, and the one before it. */
export interface Place {
	/** The word before, lower case; '' at the sentence's beginning. */
	readonly before: string;
	/** What is typed of the word so far, lower case; '' at a word's start. */
	readonly typed: string;
	/** The whole word in the text, which a suggestion takes the place of. */
	readonly start: number;
	readonly end: number;
}

/** Longer than any two words. */
const lookBack = 80;
const mostShown = 6;

/** Words that tell something of a bird come before those that only join them. */
const telling: ReadonlySet<WordKind> = new Set<WordKind>(['colour', 'part', 'bill', 'size', 'pattern']);

/** @param caret offset in `text` */
export function placeAt(text: string, caret: number): Place {
	const left = text.slice(Math.max(0, caret - lookBack), caret);
	const typed = /[\p{L}\p{M}'’]*$/u.exec(left)?.[0] ?? '';
	const rest = /^[\p{L}\p{M}'’]*/u.exec(text.slice(caret, caret + lookBack))?.[0] ?? '';
	const before = /([\p{L}\p{M}'’]+)[^\p{L}]*$/u.exec(left.slice(0, left.length - typed.length))?.[1] ?? '';
	return {
		before: plain(before),
		typed: plain(typed),
		start: caret - typed.length,
		end: caret + (typed === '' ? 0 : rest.length),
	};
}

const plain = (word: string): string => word.toLowerCase().replaceAll('’', "'");

/**
 * Known words that begin as what is typed, first those that often follow the word before, then the commonest. At a word's
 * start what often follows, colours and parts before words that only join.
 */
export function suggest({ words, next }: BirdVocabulary, { before, typed }: Place): readonly KnownWord[] {
	const following = (next.get(before) ?? []).flatMap((word) => words.get(word) ?? []);
	if (typed === '') {
		const isTelling = ({ kind }: KnownWord) => telling.has(kind);
		return [...following.filter(isTelling), ...following.filter((word) => !isTelling(word))].slice(0, mostShown);
	}
	const begins = ({ word }: KnownWord) => word.startsWith(typed) && word !== typed;
	const likely = following.filter(begins);
	const others = [...words.values()].filter((word) => begins(word) && !likely.includes(word));
	return [...likely, ...others.sort((a, b) => b.count - a.count)].slice(0, mostShown);
}

/** The text with a word in its place, and where the caret stands then: behind the blank that follows. */
export function withWord(text: string, { start, end }: Place, word: string): { text: string; caret: number } {
	const after = text.slice(end);
	const blank = /^\s/.test(after) ? '' : ' ';
	return { text: text.slice(0, start) + word + blank + after, caret: start + word.length + 1 };
}
