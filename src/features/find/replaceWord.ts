import { tokenise } from './shared/tokenise';

/** Replaces a word of a typed sentence wherever it occurs, and leaves the rest as typed. */
export function replaceWord(text: string, word: string, by: string): string {
	const parts = text.split(/([\s/-]+)/);
	return parts.map((part) => (tokenise(part).join('') === word ? by : part)).join('');
}

/** Whether a text has letters of a script that the network does not know. */
export const hasOtherScript = (text: string): boolean => /[^\p{Script=Latin}\P{L}]/u.test(text.normalize('NFKD'));
