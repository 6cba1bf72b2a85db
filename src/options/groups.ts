import type { OptionRecord, OptionTable } from './types';

/** Options of this group are always visible; all others are under "More". */
const simple = 'simple';

export interface OptionGroup<Name> {
	readonly title: string;
	readonly names: readonly Name[];
}

/** Names of the options that are always visible, in the table's order. */
export const simpleOptions = <T extends OptionTable>(table: T): readonly (keyof T & string)[] =>
	Object.keys(table).filter((name) => table[name]?.group === simple);

/** The other options by group, in the order in which the table first names each group. */
export function optionGroups<T extends OptionTable>(table: T): readonly OptionGroup<keyof T & string>[] {
	const groups = new Map<string, string[]>();
	for (const [name, { group = 'More' }] of Object.entries(table)) {
		if (group !== simple) groups.set(group, [...(groups.get(group) ?? []), name]);
	}
	return [...groups].map(([title, names]) => ({ title, names }));
}

/** Whether an option has any effect with the current values. */
export const applies = <T extends OptionTable>(table: T, name: keyof T, values: OptionRecord): boolean =>
	table[name]?.applies?.(values) ?? true;
