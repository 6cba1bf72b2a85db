import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../networks/catalogue';
import { loadImagineModels } from './models';

const file = (path: string, bytes: number) => ({ path, bytes, sha256: '0'.repeat(64) });

const files: Readonly<Record<string, unknown>> = {
	'/m/index.json': {
		models: {
			skipthought: {
				version: '1',
				files: [file('skipthought/config.json', 5), file('skipthought/model.safetensors', 6)],
			},
			stackgan: { version: '1', files: [file('stackgan/model.safetensors', 7)] },
			bank: { version: '1', files: [file('bank/model.safetensors', 99)] },
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
		const { bytes, vocabulary } = await loadImagineModels(createCatalogue('/m/', serving(Object.keys(files))));
		expect(bytes).toBe(18);
		expect([...(vocabulary?.words.keys() ?? [])]).toEqual(['bird']);
	});

	it('is less without a server, and never an error', async () => {
		expect(await loadImagineModels(createCatalogue('/m/', serving([])))).toEqual({});
		expect(await loadImagineModels(createCatalogue('/m/', serving(['/m/index.json'])))).toEqual({ bytes: 18 });
	});
});
