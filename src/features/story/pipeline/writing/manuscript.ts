/** A story as people read it, word by word as it is written. */
import { CAPITAL, PARAGRAPH, unmarkWithin } from '../../../../nets/text/casing';

const capitalIsDue = new RegExp(`${CAPITAL}[^\\p{L}\\p{N}_]*$`, 'u');

export class Manuscript {
	/** All of it. */
	text: string;
	/** A capital whose letter has not come yet. */
	private due = '';

	/** @param begin what is there already; stays as it is */
	constructor(begin: string) {
		this.text = begin;
	}

	/**
	 * Writes a word.
	 *
	 * @param marked with its signs; never a part of a word
	 * @returns what the text has gained: the word with its space, capital, or paragraph's break
	 */
	add(marked: string): string {
		const isNew = marked.includes(PARAGRAPH);
		const word = this.due + marked.replaceAll(PARAGRAPH, '');
		this.due = capitalIsDue.test(word) ? CAPITAL : '';
		const before = isNew ? '' : this.context();
		const readable = unmarkWithin(before + word).slice(before.length);
		const gained = isNew ? this.paragraphBreak() + readable.trimStart() : this.joined(readable);
		this.text += gained;
		return gained;
	}

	/** Takes back what was written after the text had a length. @param length none: all of it stays, and is ended as a sentence */
	cutTo(length: number | undefined): void {
		if (length !== undefined) this.text = this.text.slice(0, length);
		else this.text = `${this.text.replace(/[\s,;:—-]+$/u, '')}.`;
		this.due = '';
	}

	/** What stands for the last characters in {@link unmarkWithin}: whether an "i" that follows is a word. */
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
