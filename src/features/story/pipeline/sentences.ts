/** Splits a visitor's text into sentences for the encoder. */
import { AtelierError } from '../../../models/errors';
import { straighten } from '../../../nets/text/casing';

/** Least number of sentences: the mean of fewer reflects their content more than their style. */
export const FEWEST = 200;
/** Most sentences that are encoded: the mean hardly changes with more. */
export const MOST = 2000;
/** Number of characters that are segmented between two calls of `yieldTurn`. */
const CHUNK = 200_000;
/** Largest share of control and replacement characters in a text. */
const UNUSUAL = 0.02;

/**
 * All sentences with at least one letter, in order, with straight quotation marks and dashes.
 *
 * @param yieldTurn called after each chunk
 * @throws AtelierError option-invalid when it is not a text, or too short
 */
export async function sentencesOf(text: string, yieldTurn: () => Promise<void>): Promise<string[]> {
	const unusual = text.match(/(?!\s)[\p{Cc}\ufffd]/gu)?.length ?? 0;
	if (unusual > UNUSUAL * text.length) {
		throw new AtelierError('option-invalid', 'This is not a text. Give a .txt file, or paste some pages.');
	}
	const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
	const found: string[] = [];
	for (const part of chunks(unwrapped(text))) {
		for (const { segment } of segmenter.segment(part)) {
			const sentence = straighten(segment);
			if (/\p{L}/u.test(sentence)) found.push(sentence);
		}
		await yieldTurn();
	}
	if (found.length < FEWEST) {
		const has = found.length === 1 ? 'only one' : `only ${found.length}`;
		throw new AtelierError(
			'option-invalid',
			`A style needs ${FEWEST} sentences or more, and this text has ${has}. Add more of it.`,
		);
	}
	return found;
}

/** At most `most` values, spread evenly over all. */
export function spread<T>(values: readonly T[], most: number): T[] {
	if (values.length <= most) return [...values];
	return Array.from({ length: most }, (_, at) => values[Math.floor((at * values.length) / most)] as T);
}

/**
 * Joins lines that were wrapped to fit a page; otherwise each line would be a sentence.
 * The pattern is anchored: otherwise a text of one long line would be matched from each of its characters.
 */
function unwrapped(text: string): string {
	return text.replace(/\r\n?/g, '\n').replace(/^([^\n]*)\n(?=[^\S\n]*(\S))/gm, (all, line: string, next: string) => {
		const isEnded = line.trim() === '' || /[.!?:]["'”’)\]]*\s*$/.test(line);
		const isBroken = /[\p{Ll}]/u.test(next) || line.length >= 45;
		return !isEnded && isBroken ? `${line} ` : all;
	});
}

/** Cuts a text into chunks that end at a line break, or at a space where there is none. */
function* chunks(text: string): Generator<string> {
	for (let from = 0; from < text.length; ) {
		let to = from + CHUNK;
		if (to < text.length) {
			const line = text.lastIndexOf('\n', to);
			const blank = line > from ? line : text.lastIndexOf(' ', to);
			if (blank > from) to = blank + 1;
		}
		yield text.slice(from, to);
		from = to;
	}
}
