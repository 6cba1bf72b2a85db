/** Suggests words while a sentence is typed. */
import type { BirdVocabulary, KnownWord, WordKind } from '../../networks/birdVocabulary.shared';
import { rareColours } from './sentence';

/** The word at the caret and the one before it. */
export interface WordAtCaret {
	/** The word before, in lower case; '' at the start of the sentence. */
	readonly before: string;
	/** The part of the word before the caret, in lower case; '' between words. */
	readonly typed: string;
	/** Offsets of the whole word, which a suggestion replaces; `end` is exclusive. */
	readonly start: number;
	readonly end: number;
}

/** Characters to search on either side of the caret: longer than any two words. */
const lookBack = 80;
const mostShown = 6;

/** Kinds of words that describe a bird; they are suggested before words that only connect them. */
const descriptive: ReadonlySet<WordKind> = new Set<WordKind>(['colour', 'part', 'bill', 'size', 'pattern']);

/** Finds the word at the caret. @param caret offset in `text` */
export function wordAtCaret(text: string, caret: number): WordAtCaret {
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
 * Suggests known words that start with what is typed: first those that often follow the word before, then the most frequent.
 * Between words, suggests what often follows, descriptive words first. Colours that can hardly be drawn come last.
 */
export function suggest(vocabulary: BirdVocabulary, place: WordAtCaret): readonly KnownWord[] {
	const found = allSuggested(vocabulary, place);
	const isRare = ({ word }: KnownWord) => rareColours.has(word);
	return [...found.filter((known) => !isRare(known)), ...found.filter(isRare)].slice(0, mostShown);
}

function allSuggested({ words, next }: BirdVocabulary, { before, typed }: WordAtCaret): readonly KnownWord[] {
	const following = (next.get(before) ?? []).flatMap((word) => words.get(word) ?? []);
	if (typed === '') {
		const isDescriptive = ({ kind }: KnownWord) => descriptive.has(kind);
		return [...following.filter(isDescriptive), ...following.filter((word) => !isDescriptive(word))];
	}
	const begins = ({ word }: KnownWord) => word.startsWith(typed) && word !== typed;
	const likely = following.filter(begins);
	const others = [...words.values()].filter((word) => begins(word) && !likely.includes(word));
	return [...likely, ...others.sort((a, b) => b.count - a.count)];
}

/** Replaces the word at the caret. @returns the text, and the caret after the space that follows the word */
export function withWord(text: string, { start, end }: WordAtCaret, word: string): { text: string; caret: number } {
	const after = text.slice(end);
	const blank = /^\s/.test(after) ? '' : ' ';
	return { text: text.slice(0, start) + word + blank + after, caret: start + word.length + 1 };
}
