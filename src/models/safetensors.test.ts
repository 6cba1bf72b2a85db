import { describe, expect, it } from 'vitest';
import { AtelierError } from './errors';
import { float16ToFloat32, halfToFloat } from './float16';
import { readSafetensors } from './safetensors';
import { randomBy } from './testing/random';
import { assembleFile, encodeSafetensors, type FixtureTensor, float32 } from './testing/safetensors';

describe('float16', () => {
	it.each([
		[0x0000, 0],
		[0x8000, -0],
		[0x3c00, 1],
		[0xc000, -2],
		[0x7bff, 65504],
		[0x0400, 2 ** -14],
		[0x0001, 2 ** -24],
		[0x83ff, -1023 * 2 ** -24],
		[0x3555, 0.333251953125],
		[0x7c00, Number.POSITIVE_INFINITY],
		[0xfc00, Number.NEGATIVE_INFINITY],
		[0x7e00, Number.NaN],
	])('%i is %d', (bits, value) => {
		expect(halfToFloat(bits)).toBe(value);
		expect(float16ToFloat32(Uint8Array.of(0xff, bits & 255, bits >> 8).subarray(1))[0]).toBe(value);
	});

	it('rises with its bits over all finite positive numbers', () => {
		for (let bits = 1; bits < 0x7c00; bits++) expect(halfToFloat(bits)).toBeGreaterThan(halfToFloat(bits - 1));
	});
});

describe('readSafetensors', () => {
	it('reads float32, float16 and uint8, scalars and empty tensors, at odd places in the file', () => {
		const tensors = readSafetensors(
			encodeSafetensors({
				bytes: { dtype: 'U8', shape: [3], bytes: Uint8Array.of(0, 128, 255) },
				weight: float32([2, 2], [1, -2.5, 3e-9, 4]),
				half: { dtype: 'F16', shape: [2], bytes: Uint8Array.of(0x00, 0x3c, 0x00, 0xc0) },
				scalar: float32([], [7]),
				empty: float32([0, 4], []),
			}),
		);
		expect(tensors.get('bytes')).toEqual({ shape: [3], data: Float32Array.of(0, 128, 255) });
		expect(tensors.get('weight')).toEqual({ shape: [2, 2], data: Float32Array.of(1, -2.5, 3e-9, 4) });
		expect(tensors.get('half')).toEqual({ shape: [2], data: Float32Array.of(1, -2) });
		expect(tensors.get('scalar')).toEqual({ shape: [], data: Float32Array.of(7) });
		expect(tensors.get('empty')).toEqual({ shape: [0, 4], data: new Float32Array() });
		expect(tensors.size).toBe(5);
	});

	it('copies: the file may be dropped or changed afterwards', () => {
		const file = encodeSafetensors({ weight: float32([1], [1]) });
		const tensors = readSafetensors(file);
		file.fill(0);
		expect(tensors.get('weight')?.data[0]).toBe(1);
	});

	const body = new Uint8Array(8);
	const entry = (fields: object) => ({ a: { dtype: 'F32', shape: [2], data_offsets: [0, 8], ...fields } });
	it.each<[string, Uint8Array]>([
		['nothing', new Uint8Array()],
		['seven bytes', new Uint8Array(7)],
		['a length beyond the file', assembleFile({}, body, 1000n)],
		['a length of 2^64 - 1', assembleFile({}, body, 2n ** 64n - 1n)],
		['no JSON', assembleFile('{"a":', body)],
		['invalid UTF-8', Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xfe)],
		['a list', assembleFile([], body)],
		['null', assembleFile('null', body)],
		['a number for a tensor', assembleFile({ a: 3 }, body)],
		['null for a tensor', assembleFile({ a: null }, body)],
		['a type that is not read', assembleFile(entry({ dtype: 'BF16' }), body)],
		['a type named like an object method', assembleFile(entry({ dtype: 'toString' }), body)],
		['no type', assembleFile(entry({ dtype: undefined }), body)],
		['a shape that is no list', assembleFile(entry({ shape: 2 }), body)],
		['a negative size', assembleFile(entry({ shape: [-2] }), body)],
		['a fractional size', assembleFile(entry({ shape: [0.5, 4] }), body)],
		['a size beyond safe integers', assembleFile('{"a":{"dtype":"F32","shape":[1e300,0],"data_offsets":[0,8]}}', body)],
		['sizes whose product overflows', assembleFile(entry({ shape: [2 ** 40, 2 ** 40, 2 ** 40, 0] }), body)],
		['one offset', assembleFile(entry({ data_offsets: [8] }), body)],
		['offsets the wrong way round', assembleFile(entry({ data_offsets: [8, 0] }), body)],
		['an end beyond the file', assembleFile(entry({ shape: [3], data_offsets: [0, 12] }), body)],
		['a size unlike the shape', assembleFile(entry({ shape: [3] }), body)],
		['a hole', assembleFile(entry({ shape: [1], data_offsets: [4, 8] }), body)],
		['bytes that belong to nothing', assembleFile(entry({ shape: [1], data_offsets: [0, 4] }), body)],
		['an overlap', assembleFile({ ...entry({}), b: { dtype: 'F32', shape: [1], data_offsets: [4, 8] } }, body)],
	])('refuses %s with a code', (_, file) => {
		expect(() => readSafetensors(file, 'x.safetensors')).toThrow(
			expect.objectContaining({ code: 'model-invalid', message: expect.stringContaining('x.safetensors') }),
		);
	});

	it('writes and reads back any tensors', () => {
		const next = randomBy(1);
		for (let round = 0; round < 100; round++) {
			const tensors: Record<string, FixtureTensor> = {};
			const count = Math.floor(next() * 5);
			for (let i = 0; i < count; i++) {
				const shape = Array.from({ length: Math.floor(next() * 4) }, () => Math.floor(next() * 4));
				const size = shape.reduce((a, b) => a * b, 1);
				tensors[`layer.${i}`] = float32(
					shape,
					Array.from({ length: size }, () => Math.fround(next() - 0.5)),
				);
			}
			const read = readSafetensors(encodeSafetensors(tensors));
			expect([...read.keys()]).toEqual(Object.keys(tensors));
			for (const [name, { shape, bytes }] of Object.entries(tensors)) {
				expect(read.get(name)?.shape).toEqual(shape);
				expect(new Uint8Array(read.get(name)?.data.buffer ?? new ArrayBuffer())).toEqual(bytes);
			}
		}
	});

	it('answers any damage with a coded error or a file of the right sizes, never anything else', () => {
		const next = randomBy(2);
		const whole = encodeSafetensors({
			a: float32([2, 3], [1, 2, 3, 4, 5, 6]),
			b: { dtype: 'U8', shape: [5], bytes: Uint8Array.of(1, 2, 3, 4, 5) },
		});
		let refusals = 0;
		for (let round = 0; round < 2000; round++) {
			const file = whole.slice(0, next() < 0.3 ? Math.floor(next() * whole.length) : whole.length);
			for (let hits = Math.ceil(next() * 3); hits > 0 && file.length > 0; hits--) {
				file[Math.floor(next() * file.length)] = Math.floor(next() * 256);
			}
			try {
				for (const { shape, data } of readSafetensors(file).values()) {
					expect(data.length).toBe(shape.reduce((x, y) => x * y, 1));
				}
			} catch (error) {
				expect(error).toBeInstanceOf(AtelierError);
				expect(error).toMatchObject({ code: 'model-invalid' });
				refusals++;
			}
		}
		expect(refusals).toBeGreaterThan(1000);
	});
});
