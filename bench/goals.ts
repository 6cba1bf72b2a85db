/** Table rows with figures and their goals. */
import { markdownTable, ms, times } from './table';

/** A goal in milliseconds: `floor` is required, `aim` is desired. */
export interface Goal {
	readonly floor: number;
	readonly aim: number;
}

export const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(0)}%`;
const time = (value: number) => (value < 10_000 ? ms(value) : `${(value / 1000).toFixed(1)} s`);

/** The cells of a row: name, measured time, share, floor, aim, and time relative to the floor. */
export function goalRow(what: string, value: number, share: string, goal?: Goal): string[] {
	return goal === undefined
		? [what, time(value), share, '', '', '']
		: [what, time(value), share, time(goal.floor), time(goal.aim), times(value / goal.floor)];
}

/** A Markdown table with aligned columns. @param rows made by `goalRow` */
export const goalTable = (rows: readonly (readonly string[])[]): string =>
	markdownTable([['', 'measured', 'share', 'floor', 'aim', 'of the floor'], ...rows]);
