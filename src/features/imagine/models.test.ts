import { describe, expect, it } from 'vitest';
import { loadImagineModels } from './models';

const files: Readonly<Record<string, unknown>> = {
	'/m/index.json': {
		models: {
			skipthought: { files: [{ bytes: 5 }, { bytes: 6 }] },
			stackgan: { files: [{ bytes: 7 }] },
			bank: { files: [{ bytes: 99 }] },
		},
	},
	'/m/stackgan/words.json': { words: [{ word: 'bird', kind: 'kind', count: 3 }], next: {} },
};

/** A server with these files. */
const serving =
	(paths: readonly string[]): typeof fetch =>
	async (address) => {
		const path = String(address);
		if (!paths.includes(path)) throw new TypeError('Failed to fetch');
		return Response.json(files[path]);
	};

describe('what is known of the networks beforehand', () => {
	it('is their size and their words', async () => {
		const { bytes, vocabulary } = await loadImagineModels('/m/', serving(Object.keys(files)));
		expect(bytes).toBe(18);
		expect([...(vocabulary?.words.keys() ?? [])]).toEqual(['bird']);
	});

	it('is less without a server, and never an error', async () => {
		expect(await loadImagineModels('/m/', serving([]))).toEqual({});
		expect(await loadImagineModels('/m/', serving(['/m/index.json']))).toEqual({ bytes: 18 });
	});
});
