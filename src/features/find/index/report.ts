import type { IntakeReport } from './state';

const plural = (count: number, one: string, many: string): string =>
	count === 1 ? `1 ${one}` : `${count.toLocaleString('en')} ${many}`;

const named = 3;

/** What became of files that were added, in sentences for the visitor. */
export function reportOf({ added, known, duplicates, unreadable }: IntakeReport): string {
	const sentences: string[] = [];
	if (added.length > 0) sentences.push(`${plural(added.length, 'picture was', 'pictures were')} added.`);
	if (known > 0) sentences.push(`${plural(known, 'was', 'were')} there already.`);
	if (duplicates > 0) {
		sentences.push(`${plural(duplicates, 'is a copy', 'are copies')} of a picture that is there under another name.`);
	}
	const [first] = unreadable;
	if (first !== undefined && unreadable.length === 1) sentences.push(first.why);
	else if (first !== undefined) {
		const names = unreadable.slice(0, named).map(({ path }) => `“${path}”`);
		const more = unreadable.length - names.length;
		const list = more > 0 ? `${names.join(', ')} and ${plural(more, 'other', 'others')}` : names.join(', ');
		sentences.push(`${unreadable.length.toLocaleString('en')} could not be read: ${list}.`);
	}
	return sentences.length === 0 ? 'Nothing was added.' : sentences.join(' ');
}
