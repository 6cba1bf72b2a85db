/** Where words and sentences end, told from the pieces that a network says. All texts are marked ones (nets/text/casing). */
import { CAPITAL, PARAGRAPH } from '../../../../nets/text/casing';

const letter = '[\\p{L}\\p{N}_]';
const goesOnInWord = /^[\p{L}\p{N}_'-]/u;
const endsInWord = /[\p{L}\p{N}_'-]$/u;

/** Whether letters that follow would belong to the last word. */
export const isInWord = (text: string): boolean => endsInWord.test(text);

/** Whether a text, signs at its end left out, stands in the middle of a sentence. */
export const isWithinSentence = (text: string): boolean =>
	/[\p{L}\p{N}_,;:'—-]$/u.test(text.replace(trailingSigns, ''));

const trailingSigns = new RegExp(`[${CAPITAL} ]*$`);
const signsOnly = new RegExp(`^[${CAPITAL}${PARAGRAPH} ]*$`);

/** Whether a piece is a sign. */
export const isSign = (piece: string): boolean => piece === CAPITAL || piece === PARAGRAPH;

/** Whether a text has a letter or a digit: punctuation alone is not counted as a word. */
export function isWord(text: string): boolean {
	return /[\p{L}\p{N}]/u.test(text);
}

/**
 * Whether a piece belongs to the word before it. Signs, letters and digits, and runs of punctuation are words of their
 * own; apostrophes and hyphens belong to the letters before them and to those after.
 *
 * @param word marked, as far as it was said
 */
export function continuesWord(word: string, piece: string): boolean {
	if (signsOnly.test(word)) return true;
	if (isSign(piece) || /^\s/.test(piece)) return false;
	if (/^['-]/.test(piece)) return endsInWord.test(word);
	return goesOnInWord.test(piece) === endsInWord.test(word);
}

/** What a full stop after it does not end a sentence, but for single letters. */
const abbreviations = new Set(
	(
		'mr mrs ms messrs mme mlle dr st rev hon prof sr jr esq capt col gen lieut lt sergt sgt maj gov vs viz etc vol ' +
		'chap fig inc ltd mt ave dept no cf al'
	).split(' '),
);
const sentenceEnd = /[.!?]["')\]]*$/;
const lastStop = new RegExp(`(${letter}+)\\.$`, 'u');

/** Whether a sentence may end where this text does. @param text the last words, marked */
export function endsSentence(text: string): boolean {
	if (!sentenceEnd.test(text)) return false;
	const [, before] = lastStop.exec(text) ?? [];
	if (before === undefined) return true;
	return !abbreviations.has(before) && (before.length > 1 || before === 'i' || /\d/.test(before));
}

/** Whether a sentence ends where this text does, seen from the piece after it: the next one has a capital. */
export function endsSentenceBefore(text: string, piece: string): boolean {
	return endsSentence(text) && (isSign(piece) || /^\s*["'(]/.test(piece));
}

/** Whether a piece may be the last of a sentence. */
export function isEnd(piece: string): boolean {
	return endsSentence(piece) && !isWord(piece);
}

/** Whether a quotation is open at the end of a text. Each paragraph opens its own, and may leave it open. */
export function isQuoteOpen(text: string): boolean {
	const paragraph = text.slice(Math.max(text.lastIndexOf('\n'), text.lastIndexOf(PARAGRAPH)) + 1);
	return paragraph.split('"').length % 2 === 0;
}

/** Words of a text, lower case, as they are compared. */
export function wordsOf(text: string): string[] {
	return text.toLowerCase().match(/[\p{L}\p{N}_'-]+/gu) ?? [];
}
