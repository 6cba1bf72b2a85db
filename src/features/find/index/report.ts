import { leftOutSentence, unreadSentence } from '../../../library/intake/leftOut';
import { counted } from '../../../ui/format';
import type { IntakeReport } from './state';

/**
 * Summarises what adding files did, in sentences for the visitor.
 * @param leftOut paths of files that were not read, because they are not pictures
 */
export function reportOf(
	{ added, known, duplicates, unreadable }: Pick<IntakeReport, 'added' | 'known' | 'duplicates' | 'unreadable'>,
	leftOut: readonly string[] = [],
): string {
	const sentences: string[] = [];
	if (added.length > 0) sentences.push(`${counted(added.length, 'picture')} added.`);
	if (known > 0) sentences.push(`${counted(known, 'was', 'were')} already in the index.`);
	if (duplicates > 0) {
		sentences.push(`${counted(duplicates, 'is a duplicate of a picture', 'are duplicates of pictures')} in the index.`);
	}
	const [first] = unreadable;
	if (first !== undefined && unreadable.length === 1) sentences.push(first.why);
	else if (first !== undefined) sentences.push(unreadSentence(unreadable.map(({ path }) => path)));
	const left = leftOutSentence(leftOut);
	if (left !== undefined) sentences.push(left);
	return sentences.length === 0 ? 'No pictures added.' : sentences.join(' ');
}
