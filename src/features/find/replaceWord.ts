import { tokenise } from './shared/tokenise';

/** A sentence as it was typed with one of its words changed, wherever it stands; the rest keeps its shape. */
export function replaceWord(text: string, word: string, by: string): string {
	const parts = text.split(/([\s/-]+)/);
	return parts.map((part) => (tokenise(part).join('') === word ? by : part)).join('');
}

/** Whether there are letters that the tokeniser drops, of a script that the network never saw. */
export const hasOtherScript = (text: string): boolean => /[^\p{Script=Latin}\P{L}]/u.test(text.normalize('NFKD'));
