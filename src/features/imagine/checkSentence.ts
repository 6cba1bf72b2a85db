import { AtelierError } from '../../models/errors';
import { problemAdvice, readSentence } from './sentence';
import type { ImagineState } from './state';

/**
 * Checks a sentence before it is drawn. Until the vocabulary is loaded only an empty one is refused; the job checks the rest.
 * @throws AtelierError `sentence-empty`, `sentence-unknown`, saying what can be drawn
 */
export function checkSentence(text: string, { vocabulary }: Pick<ImagineState, 'vocabulary'>): void {
	const problem = text.trim() === '' ? 'empty' : vocabulary && readSentence(text, vocabulary).problem;
	if (problem) throw new AtelierError(`sentence-${problem}`, problemAdvice[problem]);
}
