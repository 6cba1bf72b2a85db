/** The lenient reader of option values, for recipes of other versions or unknown origin. */
import { fits, isWhole } from './check';
import { defaultsOf } from './declare';
import type { NumberOption, Option, OptionTable, OptionValue, OptionValues } from './types';

export interface ReadOptions<T extends OptionTable> {
	/** Complete and in range. */
	readonly options: OptionValues<T>;
	/** Sentences for the visitor about values that were changed or left out. */
	readonly notes: readonly string[];
}

/**
 * Reads option values. Numbers are clamped to their range, and rounded where only whole ones are allowed; any other
 * invalid value is replaced by its default. Notes list each change, and options that the table does not have.
 */
export function readOptions<T extends OptionTable>(table: T, raw: unknown): ReadOptions<T> {
	const given = typeof raw === 'object' && raw !== null ? (raw as Readonly<Record<string, unknown>>) : {};
	const notes: string[] = [];
	const options: Record<string, OptionValue> = { ...defaultsOf(table) };
	for (const [name, option] of Object.entries(table)) {
		const wanted = Object.hasOwn(given, name) ? given[name] : undefined;
		if (wanted === undefined) continue;
		const value = nearestValue(option, wanted);
		if (value === undefined) notes.push(`“${option.label}” in the recipe is not valid here; the default is used.`);
		else options[name] = value;
		if (typeof value === 'number' && value !== wanted) {
			notes.push(`“${option.label}” in the recipe was out of range; ${value} is used.`);
		}
	}
	const unknown = Object.keys(given).filter((name) => !Object.hasOwn(table, name));
	if (unknown.length > 0) notes.push(`This version does not know the recipe’s ${listed(unknown)}.`);
	return { options: options as OptionValues<T>, notes };
}

/** At most so many names are listed, and so many letters of each: a recipe may come from anywhere. */
const mostNames = 3;
const mostLetters = 40;

function listed(names: readonly string[]): string {
	const shown = names.slice(0, mostNames).map((name) => name.slice(0, mostLetters));
	const more = names.length - shown.length;
	return more > 0 ? `${shown.join(', ')} and ${more.toLocaleString('en')} other settings` : shown.join(', ');
}

/** Returns the value itself, or the nearest valid number; undefined for a value of another kind. */
function nearestValue(option: Option, value: unknown): OptionValue | undefined {
	if (option.kind === 'number') return Number.isFinite(value) ? nearestNumber(option, value as number) : undefined;
	return fits(option, value) ? (value as OptionValue) : undefined;
}

const nearestNumber = (option: NumberOption, value: number): number =>
	Math.min(option.max, Math.max(option.min, isWhole(option) ? Math.round(value) : value));
