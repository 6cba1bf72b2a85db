/** A story's text as a row of pieces: words that the network wrote, and text that was there before or was typed. */

import type { StoryWord } from './types';
import { typeset } from './typeset';

export interface Piece {
	/** With whatever joins it to what stands before. */
	readonly text: string;
	/** What the network said of it; absent for text that it did not write. */
	readonly word?: StoryWord;
}

export interface PlacedPiece extends Piece {
	/** Offset in the whole text. */
	readonly from: number;
	/** Its place in the row of pieces. */
	readonly at: number;
}

export const textOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('');

export const plain = (text: string): readonly Piece[] => (text === '' ? [] : [{ text }]);

/** The pieces with these words at their end. A story begins with no space, whatever its first word brings. */
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

/** The first `end` characters. A piece that is cut is no longer the network's word. */
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

/** Pieces whose text is exactly `text`: those at both ends that still stand there are kept, what lies between is plain. */
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

/** Another word as it stands in the place of one, with what joins it there. @param before the text before the place */
export function insteadOf(word: StoryWord, other: string, before: string): string {
	const bare = other.trim();
	const lead = /^\s*/.exec(word.text)?.[0] ?? '';
	// Others come without their space: a word needs one, also where a comma stood.
	const join = !startsWord.test(bare) ? '' : lead === '' && !joinsOn.test(before) ? ' ' : lead;
	return typeset(join + bare, before);
}

/** What stands in each paragraph. Breaks are left out; empty paragraphs are too. */
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

/** Words as a reader counts them. */
export const countWords = (text: string): number => text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
