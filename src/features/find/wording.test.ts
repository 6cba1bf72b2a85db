import { describe, expect, it } from 'vitest';
import { isUnsure, wordingOf } from './wording';

describe('the wording of a caption', () => {
	it.each([
		[0.49, 'Perhaps: a dog'],
		[0.5, 'a dog'],
		[1, 'a dog'],
	])('of probability %d is “%s”', (probability, wording) => {
		expect(wordingOf({ text: 'a dog', probability })).toBe(wording);
		expect(isUnsure({ probability })).toBe(wording.startsWith('Perhaps'));
	});

	it('is the caption itself where the captioner does not know', () => {
		expect(wordingOf({ text: 'a dog' })).toBe('a dog');
		expect(isUnsure({})).toBe(false);
	});
});
