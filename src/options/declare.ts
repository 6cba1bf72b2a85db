import type { NumberOption, OptionTable, OptionValues } from './types';

/** Declares a number option. Widens its type, so that defaults do not become literal types. */
export const number = (option: Omit<NumberOption, 'kind'>): NumberOption => ({ kind: 'number', ...option });

/** The largest seed: the largest 32-bit signed integer, which every random generator accepts. */
export const largestSeed = 2147483647;

/** Declares a seed option: a whole number with a button for a random one. */
export const seed = (option: Pick<NumberOption, 'advice' | 'group' | 'applies'>): NumberOption =>
	number({ label: 'Seed', default: 1, min: 0, max: largestSeed, step: 1, dice: true, ...option });

/** Draws a seed below a million, short enough to read aloud. */
export const randomSeed = (): number => Math.floor(Math.random() * 1e6);

/** Returns the default of every option in a table. */
export const defaultsOf = <T extends OptionTable>(table: T): OptionValues<T> =>
	Object.fromEntries(Object.entries(table).map(([name, option]) => [name, option.default])) as OptionValues<T>;
