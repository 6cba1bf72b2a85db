import { describe, expect, it } from 'vitest';
import fixture from '../fixtures/story.json';
import { mark, straighten, unmark } from './casing';

describe('casing', () => {
	it.each(fixture.casing)('marks as Python does: $text', ({ text, marked, unmarked }) => {
		expect(mark(text)).toBe(marked);
		expect(unmark(marked)).toBe(unmarked);
	});

	it('restores what it marked, normalised', () => {
		const text = '“I’m not Mr. Darcy,” said Elizabeth – and I smiled.';
		expect(unmark(mark(text))).toBe(straighten(text));
		expect(straighten(text)).toBe('"I\'m not Mr. Darcy," said Elizabeth — and I smiled.');
	});

	it('reads token sequences that a network may write but mark would not', () => {
		expect(unmark('⇧⇧ then⇧')).toBe('Then');
		expect(unmark('⇧ "the i-beam and i')).toBe('"The i-beam and I');
		expect(unmark('')).toBe('');
	});
});
