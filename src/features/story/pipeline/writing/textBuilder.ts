/** Builds a story's readable text from marked words as they are generated. */
import { CAPITAL, PARAGRAPH, unmarkWithin } from '../../../../nets/text/casing';

const capitalIsDue = new RegExp(`${CAPITAL}[^\\p{L}\\p{N}_]*$`, 'u');

export class TextBuilder {
	/** The whole text so far. */
	text: string;
	/** A capital sign whose letter has not come yet. */
	private pendingCapital = '';

	/** @param begin the existing text, kept unchanged */
	constructor(begin: string) {
		this.text = begin;
	}

	/**
	 * Appends a word.
	 *
	 * @param marked a whole word with its capital and paragraph signs
	 * @returns what was appended: the word with its space, capital or paragraph break
	 */
	add(marked: string): string {
		const isNew = marked.includes(PARAGRAPH);
		const word = this.pendingCapital + marked.replaceAll(PARAGRAPH, '');
		this.pendingCapital = capitalIsDue.test(word) ? CAPITAL : '';
		const before = isNew ? '' : this.context();
		const readable = unmarkWithin(before + word).slice(before.length);
		const gained = isNew ? this.paragraphBreak() + readable.trimStart() : this.joined(readable);
		this.text += gained;
		return gained;
	}

	/** Cuts the text to a length. @param length without it nothing is cut, and the text is ended as a sentence */
	cutTo(length: number | undefined): void {
		if (length !== undefined) this.text = this.text.slice(0, length);
		else this.text = `${this.text.replace(/[\s,;:—-]+$/u, '')}.`;
		this.pendingCapital = '';
	}

	/** A stand-in for the last characters, from which {@link unmarkWithin} sees whether an "i" that follows is a word. */
	private context(): string {
		if (/[\p{L}\p{N}_]$/u.test(this.text)) return 'x';
		return /[\p{L}\p{N}_]'$/u.test(this.text) ? "x'" : '.';
	}

	private paragraphBreak(): string {
		const trailing = /\s*$/.exec(this.text)?.[0] ?? '';
		if (trailing.length === this.text.length) return '';
		return '\n'.repeat(Math.max(0, 2 - trailing.split('\n').length + 1));
	}

	private joined(readable: string): string {
		return this.text === '' || /\s$/.test(this.text) ? readable.trimStart() : readable;
	}
}
