import { describe, expect, it } from 'vitest';
import { createCast } from './cast';

const decoderNames = {
	female: ['Lucy', 'Mary'],
	male: ['Tom', 'Peter'],
	surname: ['Carter'],
	place: ['Clayton'],
};
const text = 'Lucy met Tom Carter near Clayton. "Is it Peter\'s?" said Mary. Lucy’s dog, Tommy, lucy, O\'Tom: Tom.';

describe('the cast of a story', () => {
	it('renames people and places, each throughout, and nothing else', () => {
		const told = createCast(decoderNames, '', 5).toStory(text);
		const pattern =
			/^(\w+) met (\w+) (\w+) near (\w+)\. "Is it (\w+)'s\?" said (\w+)\. \1’s dog, Tommy, lucy, O'Tom: \2\.$/;
		const names = pattern.exec(told)?.slice(1) ?? [];
		expect(new Set(names).size).toBe(6);
		expect(names.filter((name) => text.includes(name))).toEqual([]);
	});

	it('is the same for the same seed, and another for others', () => {
		const told = (seed: number) => createCast(decoderNames, '', seed).toStory('Lucy and Tom');
		expect(told(1)).toBe(told(1));
		expect(new Set([1, 2, 3, 4].map(told)).size).toBe(4);
	});

	it('can be turned back', () => {
		const { toStory, toDecoder } = createCast(decoderNames, '', 7);
		expect(toDecoder(toStory(text))).toBe(text);
	});

	it('keeps the names that the visitor began with, in the order of their appearance', () => {
		const begin = 'Hannah and Tom saw Mary in Oxley.';
		const { toStory, toDecoder } = createCast(decoderNames, begin, 3);
		expect(toDecoder(begin)).toBe('Lucy and Tom saw Mary in Clayton.');
		expect(toStory('Lucy, Mary, Tom')).toBe('Hannah, Mary, Tom');
		expect(toStory('Peter')).not.toBe('Tom');
	});

	it('knows no name twice', () => {
		const { toStory } = createCast(decoderNames, 'Peter came.', 3);
		const told = toStory('Tom, Peter, Lucy, Mary').split(', ');
		expect(told[0]).toBe('Peter');
		expect(new Set(told).size).toBe(4);
	});
});
