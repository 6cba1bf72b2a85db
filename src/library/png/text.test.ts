import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { crc32 } from './crc32';
import { readText, withText } from './text';

function chunk(type: string, content: Uint8Array): number[] {
	const body = [...Buffer.from(type, 'latin1'), ...content];
	const number = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
	return [...number(content.length), ...body, ...number(crc32(Uint8Array.from(body)))];
}

const png = Uint8Array.from([
	...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
	...chunk('IHDR', Uint8Array.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
	...chunk('IDAT', deflateSync(Uint8Array.from([0, 255]))),
	...chunk('IEND', new Uint8Array()),
]);

describe('text in a PNG', () => {
	it('has the checksum of the PNG specification (every IEND ends in AE 42 60 82)', () => {
		expect(crc32(Buffer.from('IEND', 'latin1'))).toBe(0xae426082);
	});

	it('comes back letter by letter, whatever the letters', async () => {
		const text = '{"title":"Café Terrace – 夜 🌙"}';
		expect(await readText(withText(png, 'atelier', text), 'atelier')).toBe(text);
	});

	it('leaves the picture itself as it was', () => {
		const written = withText(png, 'atelier', 'a recipe');
		const extra = written.length - png.length;
		expect([...written.subarray(0, 33), ...written.subarray(33 + extra)]).toEqual([...png]);
	});

	it('finds nothing where nothing is, or under another keyword', async () => {
		expect(await readText(png, 'atelier')).toBeUndefined();
		expect(await readText(withText(png, 'atelier-x', 'text'), 'atelier')).toBeUndefined();
		expect(await readText(Uint8Array.from([1, 2, 3]), 'atelier')).toBeUndefined();
	});

	it('does not trust a damaged or cut chunk', async () => {
		const written = withText(png, 'atelier', 'a recipe');
		expect(await readText(written.subarray(0, 50), 'atelier')).toBeUndefined();
		written[33 + 8 + 7 + 5] = 0x42;
		expect(await readText(written, 'atelier')).toBeUndefined();
	});

	const text = '{"title":"Café – 夜"}';
	const bytes = (...parts: (string | number[] | Uint8Array)[]) =>
		Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));
	const withChunk = (type: string, ...parts: Parameters<typeof bytes>) =>
		Uint8Array.from([...png.subarray(0, 33), ...chunk(type, bytes(...parts)), ...png.subarray(33)]);

	it('is read from the chunks that other programs turn it into', async () => {
		const packed = deflateSync(Buffer.from(text));
		for (const written of [
			withChunk('iTXt', 'atelier', [0, 1, 0], 'en', [0], 'Atelier', [0], packed),
			withChunk('iTXt', 'atelier', [0, 0, 0, 0, 0], text),
			withChunk('zTXt', 'atelier', [0, 0], packed),
			withChunk('tEXt', 'atelier', [0], text),
		]) {
			expect(await readText(written, 'atelier')).toBe(text);
		}
		const latin1 = withChunk('zTXt', 'atelier', [0, 0], deflateSync(Buffer.from('Café', 'latin1')));
		expect(await readText(latin1, 'atelier')).toBe('Café');
	});

	it('passes over a chunk that cannot be unpacked', async () => {
		const damaged = withChunk('zTXt', 'atelier', [0, 0], 'not deflated');
		expect(await readText(damaged, 'atelier')).toBeUndefined();
		expect(await readText(withText(damaged, 'atelier', text), 'atelier')).toBe(text);
		const behind = Uint8Array.from([...damaged.subarray(0, -12), ...chunk('tEXt', bytes('atelier', [0], text))]);
		expect(await readText(behind, 'atelier')).toBe(text);
		expect(await readText(withChunk('iTXt', 'atelier', [0, 1, 0], 'no end'), 'atelier')).toBeUndefined();
	});

	it('refuses to write into what is no PNG', () => {
		expect(() => withText(Uint8Array.from([0xff, 0xd8, 0xff]), 'atelier', 'text')).toThrow(TypeError);
	});
});
