/** Flags made from a feature's option table, so that the command line cannot disagree with the page. */
import type { Option, OptionTable } from '../src/options/types';
import type { Flag, FlagTable } from './flags';

function flagOf(option: Option): Flag {
	const help = option.advice;
	switch (option.kind) {
		case 'number': {
			const { default: usual, min, max, step, unit } = option;
			return { kind: 'number', default: usual, min, max, step, help, ...(unit && { unit }) };
		}
		case 'choice':
			return { kind: 'choice', default: option.default, choices: option.choices, help };
		case 'switch':
			return { kind: 'switch', default: option.default, help };
		case 'layers':
			return { kind: 'weights', default: option.default, help };
	}
}

export function flagsOfOptions(options: OptionTable): FlagTable {
	return Object.fromEntries(Object.entries(options).map(([name, option]) => [name, flagOf(option)]));
}

/** A feature's options: what was given by flags, the rest by default. */
export function optionsOf<T extends object>(defaults: T, flags: Partial<T>): T {
	const names = Object.keys(defaults) as (keyof T)[];
	return Object.fromEntries(names.map((name) => [name, flags[name] ?? defaults[name]])) as T;
}
