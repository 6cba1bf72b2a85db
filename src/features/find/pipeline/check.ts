/** Whatever asks for a job (page, command line) has its options checked here, before any work. */
import { AtelierError } from '../../../models/errors';
import type { NumberOption } from '../options';

/** @throws AtelierError option-invalid naming the option and its range */
export function checkNumbers<K extends string>(
	table: Readonly<Record<K, NumberOption>>,
	values: Readonly<Record<K, number>>,
): void {
	for (const [name, { label, min, max, step }] of Object.entries(table) as [K, NumberOption][]) {
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
