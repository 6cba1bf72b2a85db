/** A visitor's text as sentences that the encoder reads. */
import { AtelierError } from '../../../models/errors';
import { straighten } from '../../../nets/text/casing';

/** Fewer say too little of a style. */
export const FEWEST = 200;
/** More tell nothing new. */
export const MOST = 2000;
/** Characters that are cut into sentences between two turns. */
const STRETCH = 200_000;
/** Share of characters that no text has. */
const STRANGE = 0.02;

/**
 * All sentences that say something, straightened, in their order.
 *
 * @param yieldTurn called now and then
 * @throws AtelierError option-invalid when it is no text, or too short
 */
export async function sentencesOf(text: string, yieldTurn: () => Promise<void>): Promise<string[]> {
	const strange = text.match(/(?!\s)[\p{Cc}\ufffd]/gu)?.length ?? 0;
	if (strange > STRANGE * text.length) {
		throw new AtelierError('option-invalid', 'This is not a text. Give a .txt file, or paste some pages.');
	}
	const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
	const found: string[] = [];
	for (const part of stretches(unwrapped(text))) {
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

/** At most so many, evenly over all. */
export function spread<T>(values: readonly T[], most: number): T[] {
	if (values.length <= most) return [...values];
	return Array.from({ length: most }, (_, at) => values[Math.floor((at * values.length) / most)] as T);
}

/**
 * Lines that were broken to fit a page, joined again: else each line would be a sentence.
 * Anchored, because a text of one long line would otherwise be tried from each of its characters.
 */
function unwrapped(text: string): string {
	return text.replace(/\r\n?/g, '\n').replace(/^([^\n]*)\n(?=[^\S\n]*(\S))/gm, (all, line: string, next: string) => {
		const isEnded = line.trim() === '' || /[.!?:]["'”’)\]]*\s*$/.test(line);
		const isBroken = /[\p{Ll}]/u.test(next) || line.length >= 45;
		return !isEnded && isBroken ? `${line} ` : all;
	});
}

/** Parts that end at a line's end, or where there is none, at a blank. */
function* stretches(text: string): Generator<string> {
	for (let from = 0; from < text.length; ) {
		let to = from + STRETCH;
		if (to < text.length) {
			const line = text.lastIndexOf('\n', to);
			const blank = line > from ? line : text.lastIndexOf(' ', to);
			if (blank > from) to = blank + 1;
		}
		yield text.slice(from, to);
		from = to;
	}
}
