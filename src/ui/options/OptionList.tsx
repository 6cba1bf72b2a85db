import type { ReactNode } from 'react';
import { applies } from '../../options/groups';
import type { OptionTable, OptionValues } from '../../options/types';
import { OptionField } from './OptionField';

export interface OptionListProps<T extends OptionTable> {
	readonly table: T;
	readonly values: OptionValues<T>;
	readonly onChange: <K extends keyof T & string>(name: K, value: OptionValues<T>[K]) => void;
	/** Which options to show; default: all of them. */
	readonly names?: readonly (keyof T & string)[];
	/** The layers of the current network, for options of kind `layers`. */
	readonly layers?: readonly string[] | undefined;
	/** Small controls beside the label of a number. */
	readonly beside?: { readonly [K in keyof T]?: ReactNode };
	readonly disabled?: boolean;
}

/** The controls of a table's options, without those that have no effect with the current values. */
export function OptionList<T extends OptionTable>({
	table,
	values,
	onChange,
	names = Object.keys(table),
	layers,
	beside,
	disabled,
}: OptionListProps<T>) {
	return names
		.filter((name) => applies(table, name, values))
		.map((name) => (
			<OptionField
				key={name}
				// Every name in the table has an option.
				option={table[name] as T[typeof name]}
				value={values[name]}
				// The control is chosen by the option's kind, so its value has the option's type.
				onChange={(value) => onChange(name, value as OptionValues<T>[typeof name])}
				layers={layers}
				disabled={disabled}
			>
				{beside?.[name]}
			</OptionField>
		));
}
