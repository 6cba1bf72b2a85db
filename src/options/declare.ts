import type { NumberOption, OptionTable, OptionValues } from './types';

/** Declares a number. Keeps its type wide, so that a table does not carry each default as a literal type. */
export const number = (option: Omit<NumberOption, 'kind'>): NumberOption => ({ kind: 'number', ...option });

/** The largest 32-bit signed integer: what every random generator here takes as a seed. */
export const largestSeed = 2147483647;

/** Declares a seed: a whole number with a button that draws another one. */
export const seed = (option: Pick<NumberOption, 'advice' | 'group' | 'applies'>): NumberOption =>
	number({ label: 'Seed', default: 1, min: 0, max: largestSeed, step: 1, dice: true, ...option });

/** A seed short enough to be read aloud: below a million. */
export const randomSeed = (): number => Math.floor(Math.random() * 1e6);

/** The default of every option in a table. */
export const defaultsOf = <T extends OptionTable>(table: T): OptionValues<T> =>
	Object.fromEntries(Object.entries(table).map(([name, option]) => [name, option.default])) as OptionValues<T>;
