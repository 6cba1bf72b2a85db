import { describe, expect, it } from 'vitest';
import { AtelierError } from '../models/errors';
import { checkNumber, checkOptions, isWhole } from './check';
import { defaultsOf, largestSeed, number, randomSeed, seed } from './declare';
import { readOptions } from './read';
import type { OptionTable, OptionValues } from './types';

const advice = 'What it does.';
const table = {
	steps: number({ label: 'Steps', default: 100, min: 1, max: 2000, step: 1, advice }),
	weight: number({ label: 'Weight', default: 0.5, min: 0, max: 10, step: 0.001, advice }),
	start: { kind: 'choice', label: 'Start', default: 'photo', choices: ['photo', 'noise'], advice },
	colours: { kind: 'switch', label: 'Colours', default: false, advice },
	layers: { kind: 'layers', label: 'Layers', default: { relu1_1: 1 }, advice },
	seed: seed({ advice }),
} as const satisfies OptionTable;
const defaults = defaultsOf(table);

const complaint = (values: Partial<Record<keyof typeof table, unknown>>) => {
	try {
		checkOptions(table, { ...defaults, ...values });
	} catch (error) {
		expect(error).toBeInstanceOf(AtelierError);
		expect((error as AtelierError).code).toBe('option-invalid');
		return (error as Error).message;
	}
	return undefined;
};

describe('a table of options', () => {
	it('gives every option its default, of its own type', () => {
		const values: OptionValues<typeof table> = defaults;
		const start: 'photo' | 'noise' = values.start;
		expect(start).toBe('photo');
		expect(values).toEqual({
			steps: 100,
			weight: 0.5,
			start: 'photo',
			colours: false,
			layers: { relu1_1: 1 },
			seed: 1,
		});
	});

	it('draws seeds that are valid', () => {
		for (let time = 0; time < 20; time++) checkNumber('Seed', table.seed, randomSeed());
	});
});

describe('the strict check', () => {
	it('takes the defaults and both ends of a range', () => {
		expect(complaint({})).toBeUndefined();
		expect(complaint({ steps: 1, weight: 0, seed: 0 })).toBeUndefined();
		expect(complaint({ steps: 2000, weight: 10, seed: largestSeed })).toBeUndefined();
	});

	it('names the option, the value and what it can be', () => {
		expect(complaint({ steps: 0 })).toBe('Steps cannot be 0: choose a whole number from 1 to 2000.');
		expect(complaint({ steps: 3.5 })).toBe('Steps cannot be 3.5: choose a whole number from 1 to 2000.');
		expect(complaint({ weight: 10.1 })).toBe('Weight cannot be 10.1: choose a number from 0 to 10.');
		expect(complaint({ start: 'x' })).toBe('Start cannot be "x": choose one of photo, noise.');
		expect(complaint({ colours: 1 })).toBe('Colours cannot be 1: choose on or off.');
		expect(complaint({ layers: { relu1_1: -1 } })).toMatch(/^Layers cannot be .* a weight of 0 or more/);
	});

	it('refuses values of another kind', () => {
		for (const value of [Number.NaN, Number.POSITIVE_INFINITY, '3', null, undefined, true, [3]]) {
			expect(complaint({ steps: value }), `steps ${value}`).toBeDefined();
			expect(complaint({ weight: value }), `weight ${value}`).toBeDefined();
		}
		for (const value of [null, 1, 'relu1_1', [1], { relu1_1: Number.NaN }]) {
			expect(complaint({ layers: value })).toBeDefined();
		}
	});

	it('asks for whole numbers only where every value on the way is whole', () => {
		expect(isWhole({ min: 64, max: 1024, step: 32 })).toBe(true);
		expect(isWhole({ min: 0, max: 1, step: 0.05 })).toBe(false);
		expect(isWhole({ min: 0.5, max: 9.5, step: 1 })).toBe(false);
	});
});

describe('the lenient reader', () => {
	it('takes what fits without a note', () => {
		const { options, notes } = readOptions(table, { steps: 20, start: 'noise', colours: true, layers: { a: 2 } });
		expect(options).toEqual({ ...defaults, steps: 20, start: 'noise', colours: true, layers: { a: 2 } });
		expect(notes).toEqual([]);
	});

	it('holds numbers to their range, rounds where only whole ones are allowed, and says so', () => {
		const { options, notes } = readOptions(table, { steps: 3.5, weight: -1, seed: 1e12 });
		expect(options).toMatchObject({ steps: 4, weight: 0, seed: largestSeed });
		expect(notes).toEqual([
			'“Steps” in the recipe was out of range; 4 is used.',
			'“Weight” in the recipe was out of range; 0 is used.',
			`“Seed” in the recipe was out of range; ${largestSeed} is used.`,
		]);
	});

	it('replaces nonsense by defaults and names what it does not know', () => {
		const { options, notes } = readOptions(table, { steps: '3', start: 'x', colours: 'on', layers: [1], more: 1 });
		expect(options).toEqual(defaults);
		expect(notes).toHaveLength(5);
		expect(notes[0]).toBe('“Steps” in the recipe is not valid here; the default is used.');
		expect(notes[4]).toBe('This version does not know the recipe’s more.');
	});

	it('lists only a few of many unknown settings, and not all of a long name', () => {
		const many = Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`${at}`.padStart(500, 'x'), at]));
		const [only, ...more] = readOptions(table, many).notes;
		expect(more).toEqual([]);
		expect(only?.length).toBeLessThan(250);
		expect(only).toMatch(/ and 2,997 other settings\.$/);
	});

	it('gives results that pass the strict check, whatever it reads', () => {
		for (const raw of [undefined, null, 3, 'text', [], { steps: 3.49, weight: 1e9, layers: { a: -1 } }]) {
			expect(() => checkOptions(table, readOptions(table, raw).options)).not.toThrow();
		}
	});
});
