/** The lenient reader, for recipes: they come from other versions, or from anywhere. */
import { fits, isWhole } from './check';
import { defaultsOf } from './declare';
import type { NumberOption, Option, OptionTable, OptionValue, OptionValues } from './types';

export interface ReadOptions<T extends OptionTable> {
	/** Complete and in range. */
	readonly options: OptionValues<T>;
	/** What was changed or left out, in sentences for the visitor. */
	readonly notes: readonly string[];
}

/**
 * Takes every value that makes sense: numbers are held to their range and rounded where only whole ones are allowed.
 * Anything else is replaced by its default. Each change is noted, and so are options that the table does not have.
 */
export function readOptions<T extends OptionTable>(table: T, raw: unknown): ReadOptions<T> {
	const given = typeof raw === 'object' && raw !== null ? (raw as Readonly<Record<string, unknown>>) : {};
	const notes: string[] = [];
	const options: Record<string, OptionValue> = { ...defaultsOf(table) };
	for (const [name, option] of Object.entries(table)) {
		const wanted = Object.hasOwn(given, name) ? given[name] : undefined;
		if (wanted === undefined) continue;
		const value = nearestValue(option, wanted);
		if (value === undefined) notes.push(`“${option.label}” in the recipe makes no sense here: the default is used.`);
		else options[name] = value;
		if (typeof value === 'number' && value !== wanted) {
			notes.push(`“${option.label}” in the recipe was out of range: ${value} is used.`);
		}
	}
	const unknown = Object.keys(given).filter((name) => !Object.hasOwn(table, name));
	if (unknown.length > 0) notes.push(`This version does not know the recipe’s ${unknown.join(', ')}.`);
	return { options: options as OptionValues<T>, notes };
}

/** The value itself, or the nearest number in range; undefined for a value of another kind. */
function nearestValue(option: Option, value: unknown): OptionValue | undefined {
	if (option.kind === 'number') return Number.isFinite(value) ? nearestNumber(option, value as number) : undefined;
	return fits(option, value) ? (value as OptionValue) : undefined;
}

const nearestNumber = (option: NumberOption, value: number): number =>
	Math.min(option.max, Math.max(option.min, isWhole(option) ? Math.round(value) : value));
