import { expect, it } from 'vitest';
import { fromBase64, toBase64 } from './base64';

it('is the base64 that Node knows, both ways, also over more bytes than a call takes arguments', () => {
	const bytes = Uint8Array.from({ length: 200_001 }, (_, at) => (at * 7919) >> 3);
	const text = Buffer.from(bytes).toString('base64');
	expect(toBase64(bytes)).toBe(text);
	expect(toBase64(bytes.buffer)).toBe(text);
	expect(Buffer.from(bytes).equals(fromBase64(text))).toBe(true);
	expect(fromBase64('')).toHaveLength(0);
});

it('takes no more of a buffer than the view shows', () => {
	const vector = Float32Array.of(1, 2, 3, 4).subarray(1, 3);
	expect(new Float32Array(fromBase64(toBase64(vector)).buffer)).toEqual(Float32Array.of(2, 3));
});
