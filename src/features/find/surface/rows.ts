/** Splits a long list under headings into rows, so that only those in sight need rendering. */

export interface Group<T> {
	readonly title: string;
	readonly items: readonly T[];
}

export type Row<T> =
	| { readonly kind: 'heading'; readonly title: string; readonly count: number }
	/** `first`: index of its first item among all items. */
	| { readonly kind: 'items'; readonly items: readonly T[]; readonly first: number };

/** Makes the rows. Empty groups and empty headings are left out. */
export function rowsOf<T>(groups: readonly Group<T>[], columns: number): readonly Row<T>[] {
	const rows: Row<T>[] = [];
	let first = 0;
	for (const { title, items } of groups) {
		if (items.length > 0 && title !== '') rows.push({ kind: 'heading', title, count: items.length });
		for (let at = 0; at < items.length; at += columns) {
			const some = items.slice(at, at + columns);
			rows.push({ kind: 'items', items: some, first });
			first += some.length;
		}
	}
	return rows;
}

/** Index of the row that holds an item, or -1. */
export const rowWith = <T>(rows: readonly Row<T>[], item: number): number =>
	rows.findIndex((row) => row.kind === 'items' && item >= row.first && item < row.first + row.items.length);

export type Step = 'left' | 'right' | 'up' | 'down' | 'start' | 'end';

/** The item that an arrow key leads to: the next one, or one in the row above or below, as close to the column as possible. */
export function stepFrom<T>(rows: readonly Row<T>[], item: number, step: Step): number {
	const lines = rows.filter((row) => row.kind === 'items');
	const last = lines.at(-1);
	if (last === undefined) return 0;
	const end = last.first + last.items.length - 1;
	if (step === 'start') return 0;
	if (step === 'end') return end;
	if (step === 'left') return Math.max(0, item - 1);
	if (step === 'right') return Math.min(end, item + 1);
	const at = rowWith(lines, item);
	const here = lines[at];
	const there = lines[at + (step === 'up' ? -1 : 1)];
	if (here === undefined || there === undefined) return item;
	return there.first + Math.min(item - here.first, there.items.length - 1);
}
