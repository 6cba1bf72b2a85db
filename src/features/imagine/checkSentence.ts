import { AtelierError } from '../../models/errors';
import { problemAdvice, readSentence } from './sentence';
import type { ImagineState } from './state';

/**
 * Without the list of words only an empty sentence is told: the job says the rest.
 * @throws AtelierError `sentence-empty`, `sentence-unknown`, saying what can be drawn
 */
export function checkSentence(text: string, { vocabulary }: Pick<ImagineState, 'vocabulary'>): void {
	const problem = text.trim() === '' ? 'empty' : vocabulary && readSentence(text, vocabulary).problem;
	if (problem) throw new AtelierError(`sentence-${problem}`, problemAdvice[problem]);
}
