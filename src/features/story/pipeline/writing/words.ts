/** Finds where words and sentences end in a network's tokens. All texts are marked (nets/text/casing). */
import { CAPITAL, PARAGRAPH } from '../../../../nets/text/casing';

const letter = '[\\p{L}\\p{N}_]';
const goesOnInWord = /^[\p{L}\p{N}_'-]/u;
const endsInWord = /[\p{L}\p{N}_'-]$/u;

/** Whether letters that follow this text would continue its last word. */
export const isInWord = (text: string): boolean => endsInWord.test(text);

/** Whether a text ends in mid-sentence, ignoring signs at its end. */
export const isWithinSentence = (text: string): boolean =>
	/[\p{L}\p{N}_,;:'—-]$/u.test(text.replace(trailingSigns, ''));

const trailingSigns = new RegExp(`[${CAPITAL} ]*$`);
const signsOnly = new RegExp(`^[${CAPITAL}${PARAGRAPH} ]*$`);

/** Whether a token is a sign for a capital or a paragraph. */
export const isSign = (piece: string): boolean => piece === CAPITAL || piece === PARAGRAPH;

/** Whether a text counts as a word: it has a letter or a digit. */
export function isWord(text: string): boolean {
	return /[\p{L}\p{N}]/u.test(text);
}

/**
 * Whether a token continues the word before it. Signs, letters and digits, and runs of punctuation are words of their
 * own; apostrophes and hyphens belong to the letters before them and to those after.
 *
 * @param word the marked word so far
 */
export function continuesWord(word: string, piece: string): boolean {
	if (signsOnly.test(word)) return true;
	if (isSign(piece) || /^\s/.test(piece)) return false;
	if (/^['-]/.test(piece)) return endsInWord.test(word);
	return goesOnInWord.test(piece) === endsInWord.test(word);
}

/** Abbreviations: a full stop after them does not end a sentence. Single letters are handled apart. */
const abbreviations = new Set(
	(
		'mr mrs ms messrs mme mlle dr st rev hon prof sr jr esq capt col gen lieut lt sergt sgt maj gov vs viz etc vol ' +
		'chap fig inc ltd mt ave dept no cf al'
	).split(' '),
);
const sentenceEnd = /[.!?]["')\]]*$/;
const lastStop = new RegExp(`(${letter}+)\\.$`, 'u');

/** Whether a sentence can end at the end of this text. @param text the last words, marked */
export function endsSentence(text: string): boolean {
	if (!sentenceEnd.test(text)) return false;
	const [, before] = lastStop.exec(text) ?? [];
	if (before === undefined) return true;
	return !abbreviations.has(before) && (before.length > 1 || before === 'i' || /\d/.test(before));
}

/** Whether a sentence ends at the end of this text, judged by the next token: a new sentence has a capital. */
export function endsSentenceBefore(text: string, piece: string): boolean {
	return endsSentence(text) && (isSign(piece) || /^\s*["'(]/.test(piece));
}

/** Whether a token can be the last of a sentence. */
export function isEnd(piece: string): boolean {
	return endsSentence(piece) && !isWord(piece);
}

/** Whether a quotation is open at the end of a text. Each paragraph starts with none. */
export function isQuoteOpen(text: string): boolean {
	const paragraph = text.slice(Math.max(text.lastIndexOf('\n'), text.lastIndexOf(PARAGRAPH)) + 1);
	return paragraph.split('"').length % 2 === 0;
}

/** The words of a text in lower case, for comparison. */
export function wordsOf(text: string): string[] {
	return text.toLowerCase().match(/[\p{L}\p{N}_'-]+/gu) ?? [];
}
