import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../networks/catalogue';
import { loadStoryModels } from './models';

const file = (path: string, bytes: number) => ({ path, bytes, sha256: `${bytes}`.padStart(64, '0') });
const index = {
	models: {
		perception: { version: '1', files: [file('perception/model.safetensors', 10)] },
		skipthought: {
			version: '1',
			files: [file('skipthought/config.json', 1), file('skipthought/model.safetensors', 5)],
		},
		styles: { version: '1', files: [file('styles/x.safetensors', 100)] },
	},
};

describe('Story’s networks', () => {
	it('have a total size, and the encoder a hash', async () => {
		const fetcher = (async () => Response.json(index)) as typeof fetch;
		expect(await loadStoryModels(createCatalogue('/m/', fetcher))).toEqual({
			bytes: 16,
			encoderHash: '5'.padStart(64, '0'),
		});
	});

	it('are unknown when the list cannot be read', async () => {
		const fetcher = (async () => new Response('', { status: 404 })) as typeof fetch;
		expect(await loadStoryModels(createCatalogue('/m/', fetcher))).toBeUndefined();
	});
});
