import { describe, expect, it } from 'vitest';
import { describeFlags, type FlagTable, parseFlags, UsageError } from './flags';

const table = {
	content: { kind: 'text', value: 'FILE', help: 'The photo.', required: true },
	style: { kind: 'text', value: 'TITLE', help: 'The style.', repeated: true },
	size: { kind: 'number', min: 64, max: 1024, step: 1, default: 256, unit: 'px', help: 'Longer side.' },
	contentWeight: { kind: 'number', min: 0, max: 10, step: 0.01, default: 0.02, help: 'Content.' },
	start: { kind: 'choice', choices: ['content', 'noise'], default: 'content', help: 'Start.' },
	originalColours: { kind: 'switch', default: false, help: 'Keep colours.' },
	styleLayers: { kind: 'weights', default: { relu1_1: 1, relu2_1: 0.5 }, help: 'Layers.' },
	blend: { kind: 'numbers', help: 'Blend weights.' },
} as const satisfies FlagTable;

const parse = (line: string) => parseFlags(table, line === '' ? [] : line.split(' '));
const complaint = (line: string) => {
	try {
		parse(line);
	} catch (error) {
		expect(error).toBeInstanceOf(UsageError);
		return (error as Error).message;
	}
	throw new Error(`"${line}" was taken`);
};

describe('parseFlags', () => {
	it('reads every kind, after a space or an equals sign, and leaves out what was not given', () => {
		expect(
			parse(
				'--content a.jpg --style x --style=y --size=128 --content-weight 1e-3 --start noise --original-colours ' +
					'--style-layers relu1_1=1,relu3_1=0.25 --blend 2,1',
			),
		).toEqual({
			content: 'a.jpg',
			style: ['x', 'y'],
			size: 128,
			contentWeight: 0.001,
			start: 'noise',
			originalColours: true,
			styleLayers: { relu1_1: 1, relu3_1: 0.25 },
			blend: [2, 1],
		});
		expect(parse('--content a.jpg')).toEqual({ content: 'a.jpg' });
		expect(parse('--content a.jpg --no-original-colours')).toEqual({ content: 'a.jpg', originalColours: false });
	});

	it('names the flag and what it takes', () => {
		expect(complaint('--size 256')).toBe('--content is missing: The photo.');
		expect(complaint('--content a --size big')).toBe('--size takes a number, not "big".');
		expect(complaint('--content a --size 32')).toBe('--size takes a whole number from 64 to 1024, not 32.');
		expect(complaint('--content a --size 100.5')).toBe('--size takes a whole number from 64 to 1024, not 100.5.');
		expect(complaint('--content a --size NaN')).toBe('--size takes a number, not "NaN".');
		expect(complaint('--content a --start middle')).toBe('--start takes one of content, noise, not "middle".');
		expect(complaint('--content a --style-layers relu1_1')).toMatch(/takes names with weights/);
		expect(complaint('--content a --style-layers relu1_1=-1')).toMatch(/must not be below 0/);
		expect(complaint('--content a --original-colours=yes')).toMatch(/takes no value/);
		expect(complaint('--content a --blend 1,x')).toBe('--blend takes a number, not "x".');
	});

	it('finds unknown, repeated, unfinished and stray words', () => {
		expect(complaint('--content a --conten-weight 1')).toBe(
			'There is no flag --conten-weight. Did you mean --content-weight?',
		);
		expect(complaint('--content a --quux 1')).toBe('There is no flag --quux.');
		expect(complaint('--content a --no-size')).toMatch(/There is no flag --no-size/);
		expect(complaint('--content a --content b')).toBe('--content is given twice.');
		expect(complaint('--content')).toBe('--content needs a value.');
		expect(complaint('--content --size 128')).toBe('--content needs a value.');
		expect(complaint('--content a b')).toMatch(/^"b" belongs to no flag/);
		expect(complaint('--content=')).toBe('--content is empty: give it a file.');
	});
});

describe('describeFlags', () => {
	it('tells form, meaning and default of each', () => {
		const text = describeFlags(table);
		expect(text).toContain('--content FILE\n      The photo. (required)');
		expect(text).toContain('--style TITLE\n      The style. May be given several times.');
		expect(text).toContain('--size 64..1024 px\n      Longer side. (default 256)');
		expect(text).toContain('--[no-]original-colours\n      Keep colours. (default off)');
		expect(text).toContain('(default relu1_1=1,relu2_1=0.5)');
	});
});
