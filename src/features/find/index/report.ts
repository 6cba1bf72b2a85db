import type { IntakeReport } from './state';

const plural = (count: number, one: string, many: string): string =>
	count === 1 ? `1 ${one}` : `${count.toLocaleString('en')} ${many}`;

const named = 3;

/** Summarises what adding files did, in sentences for the visitor. */
export function reportOf({
	added,
	known,
	duplicates,
	unreadable,
}: Pick<IntakeReport, 'added' | 'known' | 'duplicates' | 'unreadable'>): string {
	const sentences: string[] = [];
	if (added.length > 0) sentences.push(`${plural(added.length, 'picture', 'pictures')} added.`);
	if (known > 0) sentences.push(`${plural(known, 'was', 'were')} already in the index.`);
	if (duplicates > 0) {
		sentences.push(`${plural(duplicates, 'is a duplicate of a picture', 'are duplicates of pictures')} in the index.`);
	}
	const [first] = unreadable;
	if (first !== undefined && unreadable.length === 1) sentences.push(first.why);
	else if (first !== undefined) {
		const names = unreadable.slice(0, named).map(({ path }) => `“${path}”`);
		const more = unreadable.length - names.length;
		const list = more > 0 ? `${names.join(', ')} and ${plural(more, 'other', 'others')}` : names.join(', ');
		sentences.push(`${unreadable.length.toLocaleString('en')} could not be read: ${list}.`);
	}
	return sentences.length === 0 ? 'No pictures added.' : sentences.join(' ');
}
