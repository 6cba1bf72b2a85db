import { counted, number } from '../../../ui/format';
import type { IntakeReport } from './state';

const named = 3;

/** Summarises what adding files did, in sentences for the visitor. */
export function reportOf({
	added,
	known,
	duplicates,
	unreadable,
}: Pick<IntakeReport, 'added' | 'known' | 'duplicates' | 'unreadable'>): string {
	const sentences: string[] = [];
	if (added.length > 0) sentences.push(`${counted(added.length, 'picture')} added.`);
	if (known > 0) sentences.push(`${counted(known, 'was', 'were')} already in the index.`);
	if (duplicates > 0) {
		sentences.push(`${counted(duplicates, 'is a duplicate of a picture', 'are duplicates of pictures')} in the index.`);
	}
	const [first] = unreadable;
	if (first !== undefined && unreadable.length === 1) sentences.push(first.why);
	else if (first !== undefined) {
		const names = unreadable.slice(0, named).map(({ path }) => `“${path}”`);
		const more = unreadable.length - names.length;
		const list = more > 0 ? `${names.join(', ')} and ${counted(more, 'other')}` : names.join(', ');
		sentences.push(`${number(unreadable.length)} could not be read: ${list}.`);
	}
	return sentences.length === 0 ? 'No pictures added.' : sentences.join(' ');
}
