import { describe, expect, it } from 'vitest';
import { checkBinary, refuseNull, threadsFor } from './wasm';

describe('threadsFor', () => {
	it.each([
		[1, 1],
		[2, 2],
		[4, 4],
		[6, 4],
		[8, 4],
		[12, 6],
		[16, 8],
		[64, 8],
		[0, 1],
	])('%i logical cores: %i threads', (cores, threads) => {
		expect(threadsFor(cores)).toBe(threads);
	});
});

describe('refuseNull', () => {
	/** As Emscripten makes it: a stub that puts the real function in its place when it is first called. */
	function emscripten(real: (bytes: number) => number) {
		const module = {
			_malloc: (bytes: number): number => {
				module._malloc = real;
				return real(bytes);
			},
		};
		return module as unknown as Parameters<typeof refuseNull>[0];
	}

	it('passes addresses on and turns a null into an error with a code', () => {
		const module = emscripten((bytes) => (bytes > 1000 ? 0 : 64));
		refuseNull(module);
		expect(module._malloc(1000)).toBe(64);
		expect(() => module._malloc(1001)).toThrow(expect.objectContaining({ code: 'out-of-memory' }));
	});

	it('refuses sizes that WebAssembly would take modulo 4 GB', () => {
		const module = emscripten((bytes) => 64 + (bytes | 0));
		refuseNull(module);
		expect(() => module._malloc(2 ** 32)).toThrow(expect.objectContaining({ code: 'out-of-memory' }));
	});
});

describe('checkBinary', () => {
	const answering = (status: number) => async () => new Response('', { status });

	it('finds no fault with a binary that is there', async () => {
		await expect(checkBinary(answering(200))).resolves.toBeUndefined();
	});

	it.each([
		['is missing', answering(404)],
		['cannot be reached', () => Promise.reject(new TypeError('Failed to fetch'))],
	])('says so when the binary %s, instead of blaming the browser', async (_, get) => {
		await expect(checkBinary(get)).rejects.toMatchObject({
			code: 'network-failed',
			message: expect.stringMatching(/could not be loaded. Check the connection/),
		});
	});
});
