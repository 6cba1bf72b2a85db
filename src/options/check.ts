/** The strict check of option values: page, command line and automation all use it before any work is done. */
import { AtelierError } from '../models/errors';
import type { NumberRange, Option, OptionTable, Weights } from './types';

/** Whether only whole numbers are allowed. */
export const isWhole = ({ min, step }: NumberRange): boolean => Number.isInteger(step) && Number.isInteger(min);

/** Checks a number. @throws AtelierError `option-invalid` naming the option and its range */
export function checkNumber(label: string, range: NumberRange, value: unknown): void {
	if (!isInRange(range, value)) throw invalid(label, value, rangeText(range));
}

/** Checks all options. @throws AtelierError `option-invalid` naming the first invalid option and its valid values */
export function checkOptions<T extends OptionTable>(table: T, values: { readonly [K in keyof T]: unknown }): void {
	for (const [name, option] of Object.entries(table)) {
		const value: unknown = values[name];
		if (!fits(option, value)) throw invalid(option.label, value, allowed(option));
	}
}

/** Whether a value is valid for an option. */
export function fits(option: Option, value: unknown): boolean {
	switch (option.kind) {
		case 'number':
			return isInRange(option, value);
		case 'choice':
			return option.choices.includes(value as string);
		case 'switch':
			return typeof value === 'boolean';
		case 'layers':
			return isWeights(value);
	}
}

/** Whether a value is a number of the range, and whole where the range asks for it. */
export function isInRange(range: NumberRange, value: unknown): value is number {
	const isNumber = isWhole(range) ? Number.isInteger(value) : Number.isFinite(value);
	return isNumber && (value as number) >= range.min && (value as number) <= range.max;
}

const isWeights = (value: unknown): value is Weights =>
	typeof value === 'object' &&
	value !== null &&
	!Array.isArray(value) &&
	Object.values(value).every((weight) => Number.isFinite(weight) && weight >= 0);

/** `a whole number from 1 to 8`, for messages. */
export const rangeText = (range: NumberRange): string =>
	`a ${isWhole(range) ? 'whole number' : 'number'} from ${range.min} to ${range.max}`;

function allowed(option: Option): string {
	switch (option.kind) {
		case 'number':
			return rangeText(option);
		case 'choice':
			return `one of ${option.choices.join(', ')}`;
		case 'switch':
			return 'on or off';
		case 'layers':
			return 'a weight of 0 or more for each layer';
	}
}

const invalid = (label: string, value: unknown, choose: string): AtelierError =>
	new AtelierError(
		'option-invalid',
		`${label} cannot be ${typeof value === 'number' ? value : JSON.stringify(value)}: choose ${choose}.`,
	);
