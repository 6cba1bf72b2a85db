import { describe, expect, it } from 'vitest';
import { loadStoryModels } from './models';

const file = (path: string, bytes: number) => ({ path, bytes, sha256: `hash of ${path}` });
const index = {
	models: {
		perception: { files: [file('perception/model.safetensors', 10)] },
		skipthought: { files: [file('skipthought/config.json', 1), file('skipthought/model.safetensors', 5)] },
		styles: { files: [file('styles/x.safetensors', 100)] },
	},
};

describe('Story’s networks', () => {
	it('are weighed together, and the encoder is known by its hash', async () => {
		const fetcher = (async () => Response.json(index)) as typeof fetch;
		expect(await loadStoryModels('/m/', fetcher)).toEqual({
			bytes: 16,
			encoderHash: 'hash of skipthought/model.safetensors',
		});
	});

	it('are unknown where the list cannot be had', async () => {
		const fetcher = (async () => new Response('', { status: 404 })) as typeof fetch;
		expect(await loadStoryModels('/m/', fetcher)).toBeUndefined();
	});
});
