import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../networks/catalogue';
import { loadCatalogue } from './catalogue';

const hash = (digit: string) => digit.repeat(64);
const kiss = { id: 'kiss', title: 'The Kiss', painter: 'Klimt', year: '1908', place: 'Vienna' };

const files: Record<string, unknown> = {
	'/m/index.json': {
		models: {
			perception: {
				version: '1',
				files: [
					{ path: 'perception/config.json', bytes: 5, sha256: hash('c') },
					{ path: 'perception/model.safetensors', bytes: 1000, sha256: hash('a') },
				],
			},
			'styles/kiss': { version: '1', files: [{ path: 'styles/kiss.safetensors', bytes: 7, sha256: hash('b') }] },
		},
	},
	'/m/styles/config.json': {
		styles: [
			{
				...kiss,
				thumbnail: 't/kiss.webp',
				swatches: ['#ffffff', 3],
			},
			{ title: 'without id' },
			null,
		],
	},
	'/m/perception/config.json': { blocks: [{ convolutions: 2 }, { convolutions: 1 }] },
};
const fetcher = (async (url: string) =>
	url in files ? Response.json(files[url]) : new Response('', { status: 404 })) as typeof fetch;

describe('the catalogue', () => {
	it('knows styles, hashes, sizes and layers, and leaves out what it cannot show', async () => {
		expect(await loadCatalogue(createCatalogue('/m/', fetcher))).toEqual({
			styles: [
				{
					...kiss,
					source: '',
					thumbnail: '/m/styles/t/kiss.webp',
					swatches: ['#ffffff', ''],
					hash: hash('b'),
				},
			],
			networkHash: hash('a'),
			networkBytes: 1005,
			layers: ['relu1_1', 'relu1_2', 'relu2_1'],
		});
	});

	it('says what to do when it cannot be fetched', async () => {
		await expect(loadCatalogue(createCatalogue('/elsewhere/', fetcher))).rejects.toMatchObject({
			code: 'network-failed',
			message: expect.stringContaining('eload the page'),
		});
	});
});
