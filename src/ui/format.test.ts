import { describe, expect, it } from 'vitest';
import { bytes, counted, figure, number, percent, roughly, seconds, speed } from './format';

describe('numbers for readers', () => {
	it.each([
		[0, '0 B'],
		[999, '999 B'],
		[820_400, '820 KB'],
		[10_607_640, '10.6 MB'],
		[234_000_000, '234 MB'],
		[1_250_000_000, '1.3 GB'],
	])('%d bytes', (count, text) => expect(bytes(count)).toBe(text));

	it.each([
		[0, '0 s'],
		[0.2, '1 s'],
		[59.2, '1 min 0 s'],
		[80, '1 min 20 s'],
		[7500, '2 h 5 min'],
	])('%d seconds', (count, text) => expect(seconds(count)).toBe(text));

	it.each([
		[0, '0'],
		[0.02, '0.02'],
		[123.456, '123'],
		[0.0000123, '1.2e-5'],
		[Number.NaN, '–'],
	])('%d', (value, text) => expect(figure(value)).toBe(text));

	it('turns slow speeds into seconds', () => {
		expect(speed(2.345)).toBe('2.3/s');
		expect(speed(0.4)).toBe('2.5 s each');
		expect(speed(0)).toBe('–');
	});
});

it('numbers and counts have separators, and one is singular', () => {
	expect(number(12345)).toBe('12,345');
	expect([counted(0, 'picture'), counted(1, 'picture'), counted(1200, 'picture')]).toEqual([
		'0 pictures',
		'1 picture',
		'1,200 pictures',
	]);
	expect(counted(2, 'was', 'were')).toBe('2 were');
});

it('percent: more digits the smaller the probability', () => {
	expect([0.853, 0.0249, 0.0994, 0.0995, 0.0004, 0].map(percent)).toEqual([
		'85 %',
		'2.5 %',
		'9.9 %',
		'10 %',
		'< 0.1 %',
		'0.0 %',
	]);
});

it.each([
	[0.2, '1 s'],
	[12.4, '12 s'],
	[41, '40 s'],
	[58, '1 min'],
	[75, '1½ min'],
	[100, '1½ min'],
	[130, '2 min'],
	[270, '4½ min'],
	[1250, '21 min'],
	[8000, '2 h'],
])('%f s are roughly %s', (count, text) => {
	expect(roughly(count)).toBe(text);
});
