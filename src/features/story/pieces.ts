/** A story's text as a list of pieces: generated words, and text that was given or typed. */

import type { StoryWord } from './types';
import { typeset } from './typeset';

export interface Piece {
	/** The piece's text, including the space or break before it. */
	readonly text: string;
	/** The generated word with its probability; absent for text that was given or typed. */
	readonly word?: StoryWord;
}

export interface PlacedPiece extends Piece {
	/** The piece's offset in the whole text. */
	readonly from: number;
	/** The piece's index. */
	readonly at: number;
}

export const textOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('');

export const plain = (text: string): readonly Piece[] => (text === '' ? [] : [{ text }]);

/** Appends words. A space before the story's first word is removed. */
export function append(pieces: readonly Piece[], words: readonly StoryWord[]): readonly Piece[] {
	const row = [...pieces];
	let before = textOf(pieces);
	for (const word of words) {
		const text = typeset(before === '' ? word.text.trimStart() : word.text, before);
		if (text !== '') row.push({ text, word });
		before += text;
	}
	return row;
}

/** The first `end` characters. A piece that is cut loses its generated word. */
export function upTo(pieces: readonly Piece[], end: number): readonly Piece[] {
	const row: Piece[] = [];
	let from = 0;
	for (const piece of pieces) {
		if (from >= end) break;
		row.push(from + piece.text.length <= end ? piece : { text: piece.text.slice(0, end - from) });
		from += piece.text.length;
	}
	return row;
}

/** Pieces for an edited text: unchanged pieces at the beginning and end are kept, the text between becomes one plain piece. */
export function refit(pieces: readonly Piece[], text: string): readonly Piece[] {
	let [first, from] = [0, 0];
	for (let piece = pieces[first]; piece && text.startsWith(piece.text, from); piece = pieces[++first]) {
		from += piece.text.length;
	}
	let [last, to] = [pieces.length, text.length];
	for (let piece = pieces[last - 1]; last > first && piece; piece = pieces[--last - 1]) {
		const start = to - piece.text.length;
		if (start < from || text.slice(start, to) !== piece.text) break;
		to = start;
	}
	return [...pieces.slice(0, first), ...plain(text.slice(from, to)), ...pieces.slice(last)];
}

const startsWord = /^[\p{L}\p{N}"'“‘([]/u;
const joinsOn = /(?:^|[\s"“‘([—-])$/;

/** The text of an alternative word in place of another, with its space and capital. @param before the text before it */
export function insteadOf(word: StoryWord, other: string, before: string): string {
	const bare = other.trim();
	const lead = /^\s*/.exec(word.text)?.[0] ?? '';
	// Alternatives come without a space: a word needs one, even where it replaces a comma.
	const join = !startsWord.test(bare) ? '' : lead === '' && !joinsOn.test(before) ? ' ' : lead;
	return typeset(join + bare, before);
}

/** The pieces of each paragraph, without the breaks. Empty paragraphs are left out. */
export function paragraphsOf(pieces: readonly Piece[]): readonly (readonly PlacedPiece[])[] {
	const paragraphs: PlacedPiece[][] = [];
	let open: PlacedPiece[] = [];
	let from = 0;
	const close = () => {
		if (open.some(({ text }) => text.trim() !== '')) paragraphs.push(open);
		open = [];
	};
	for (const [at, piece] of pieces.entries()) {
		for (const part of piece.text.split(/(\n+)/)) {
			if (part.startsWith('\n')) close();
			else if (part !== '') open.push({ ...piece, text: part, from, at });
			from += part.length;
		}
	}
	close();
	return paragraphs;
}

/** Number of words, as a reader counts them. */
export const countWords = (text: string): number => text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
