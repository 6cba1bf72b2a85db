import { describe, expect, it } from 'vitest';
import { createCatalogue } from './catalogue';

const file = (path: string, bytes: number) => ({ path, bytes, sha256: `${bytes}`.padStart(64, '0') });
const index = {
	models: {
		perception: {
			version: '1',
			files: [
				file('perception/config.json', 1),
				file('perception/model.safetensors', 20),
				file('perception/a.webp', 300),
			],
		},
		'styles/kiss': { version: '1', files: [file('styles/kiss.safetensors', 4)] },
		'styles/wave': { version: '1', files: [file('styles/wave.safetensors', 5)] },
	},
};

function setUp(answers: readonly (unknown | Error)[] = [index]) {
	const asked: string[] = [];
	const catalogue = createCatalogue('/m/', async (url) => {
		const answer = answers[Math.min(asked.length, answers.length - 1)];
		asked.push(String(url));
		if (answer instanceof Error) throw answer;
		return Response.json(answer);
	});
	return { catalogue, asked };
}

describe('createCatalogue', () => {
	it('counts the files that networks need, and reads the list once', async () => {
		const { catalogue, asked } = setUp();
		expect(await catalogue.bytes(['perception'])).toBe(21);
		expect(await catalogue.bytes(['perception', 'styles/*'])).toBe(30);
		expect(await catalogue.expand(['styles/*', 'perception'])).toEqual(['styles/kiss', 'styles/wave', 'perception']);
		expect(await catalogue.hash('styles/wave')).toBe('5'.padStart(64, '0'));
		expect(await catalogue.hash('unknown')).toBeUndefined();
		expect(asked).toEqual(['/m/index.json']);
	});

	it('asks again after a failure', async () => {
		const failure = new TypeError('Failed to fetch');
		const { catalogue } = setUp([failure, failure, index]);
		await expect(catalogue.names()).rejects.toMatchObject({ code: 'network-failed' });
		expect(await catalogue.names()).toHaveLength(3);
	});

	it('refuses a list that would have files fetched from elsewhere', async () => {
		const { catalogue } = setUp([{ models: { evil: { version: '1', files: [file('../../secret.safetensors', 1)] } } }]);
		await expect(catalogue.names()).rejects.toMatchObject({ code: 'model-invalid' });
	});

	it('hands on JSON files beside the weights, or says what to do', async () => {
		const { catalogue, asked } = setUp([{ words: [] }, new TypeError('Failed to fetch')]);
		expect(await catalogue.json('stackgan/words.json')).toEqual({ words: [] });
		expect(asked).toEqual(['/m/stackgan/words.json']);
		await expect(catalogue.json('stackgan/words.json')).rejects.toMatchObject({
			code: 'network-failed',
			message: expect.stringContaining('Check the connection'),
		});
	});
});
