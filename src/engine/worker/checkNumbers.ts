/** Whatever asks for a job (page, command line) has its options checked here, before any work. */
import { AtelierError } from '../../models/errors';

/** What is read of an option's entry in its feature's table. */
export interface NumberRange {
	readonly label: string;
	readonly min: number;
	readonly max: number;
	/** Where it and `min` are whole, only whole numbers are allowed. */
	readonly step: number;
}

/** @throws AtelierError option-invalid naming the option and its range */
export function checkNumbers<K extends string>(
	table: Readonly<Record<K, NumberRange>>,
	values: Readonly<Record<K, number>>,
): void {
	for (const [name, { label, min, max, step }] of Object.entries(table) as [K, NumberRange][]) {
		const value: unknown = values[name];
		const isWhole = Number.isInteger(step) && Number.isInteger(min);
		const fits = isWhole ? Number.isInteger(value) : Number.isFinite(value);
		if (fits && (value as number) >= min && (value as number) <= max) continue;
		throw new AtelierError(
			'option-invalid',
			`${label} cannot be ${JSON.stringify(value)}: choose a ${isWhole ? 'whole number' : 'number'} from ${min} to ${max}.`,
		);
	}
}
