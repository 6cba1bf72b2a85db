import { describe, expect, it } from 'vitest';
import { pictureHeight, wrap } from './card';

const measure = (text: string): number => text.length;

describe('a picture card', () => {
	it('breaks lines between words only', () => {
		expect(wrap('The cat  had been waiting', 8, measure)).toEqual(['The cat', 'had been', 'waiting']);
		expect(wrap('an unbelievable word', 6, measure)).toEqual(['an', 'unbelievable', 'word']);
		expect(wrap('  ', 6, measure)).toEqual([]);
	});

	it('keeps the picture’s aspect ratio, but crops tall ones', () => {
		expect(pictureHeight(1.5)).toBe(800);
		expect(pictureHeight(0.2)).toBe(1500);
	});
});
