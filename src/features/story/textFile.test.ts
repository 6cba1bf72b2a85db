import { describe, expect, it } from 'vitest';
import { looksLikeText, readTextFile } from './textFile';

const bytes = (...values: number[]) => new Blob([Uint8Array.from(values)]);

describe('a text file', () => {
	it.each([
		['UTF-8', new Blob(['Émile said “no”.\r\n\f']), 'Émile said “no”.\r\n\f'],
		['UTF-16', bytes(0xff, 0xfe, 0x48, 0, 0x69, 0), 'Hi'],
		['UTF-16, big-endian', bytes(0xfe, 0xff, 0, 0x48, 0, 0x69), 'Hi'],
		['windows-1252', bytes(0x63, 0x61, 0x66, 0xe9), 'café'],
		['UTF-8 with DOS’s end', bytes(0x48, 0x69, 0x1a), 'Hi\x1a'],
	])('is read in %s', async (_, file, text) => expect(await readTextFile(file, 'a.txt')).toBe(text));

	it.each([
		['an empty one', new Blob(), /“a.txt” is empty/],
		['a picture', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13), /is not a text/],
		['a huge one', { size: 60e6 } as Blob, /larger than 50 MB/],
	])('is refused: %s', async (_, file, sentence) => {
		await expect(readTextFile(file, 'a.txt')).rejects.toMatchObject({
			code: 'option-invalid',
			message: expect.stringMatching(sentence),
		});
	});

	it('is recognised by name or type', () => {
		expect(looksLikeText({ name: 'Emma.TXT', type: '' })).toBe(true);
		expect(looksLikeText({ name: 'story.md', type: '' })).toBe(true);
		expect(looksLikeText({ name: 'emma', type: 'text/plain' })).toBe(true);
		expect(looksLikeText({ name: 'txt.png', type: 'image/png' })).toBe(false);
	});
});
