/** The jobs that look at a picture's grid. */
import { beforeAll, describe, expect, it } from 'vitest';
import { testContext } from '../../../engine/testing/context';
import { expectNothingLeft } from '../../../nets/testing/agreement';
import { nodeBackends, startBackend } from '../../../nets/testing/backends';
import { decodeMadeUp, madeUp, tinyCaptionerModel, tinyModels } from '../../../networks/testing/captioner';
import { type CaptionOptions, defaultCaptionOptions, defaultInvertOptions } from '../options';
import type { EmbeddedPicture, EmbedProgress, PictureInput } from '../types';
import { attendJob } from './attend';
import { captionJob, nextWordsJob } from './caption';
import { createEmbedJob, type EmbedSnapshot } from './embed';
import { explainPicturesJob } from './explain';
import { invertSentence } from './invert/job';
import { encodeSentenceJob } from './sentence';
import { nearWords } from './words/jobs';

const options: CaptionOptions = { ...defaultCaptionOptions, count: 2, maxLength: 12 };
const SIDE = 3;
const context = <P, S = unknown>(models = tinyModels) => testContext<P, S>(models);

async function embed(count: number, ctx = context<EmbedProgress, EmbedSnapshot>()): Promise<EmbeddedPicture[]> {
	const pictures = Array.from({ length: count }, (_, at) => ({ id: `${at}`, picture: madeUp(at) }));
	await createEmbedJob(decodeMadeUp).run({ pictures, captions: options }, ctx);
	return ctx.events.flatMap((event) => (event.type === 'embedded' ? [event.picture] : []));
}
const inputOf = ({ vector, grid }: EmbeddedPicture) => ({ vector, grid }) as Required<PictureInput>;

describe.each(nodeBackends)('networks with attention on %s', (backend) => {
	beforeAll(() => startBackend(backend));

	it('give each picture a vector, a grid, and captions that know how sure they are', async () => {
		const pictures = await embed(3);
		expect(pictures).toHaveLength(3);
		for (const { vector, grid, captions } of pictures) {
			expect(Math.hypot(...vector)).toBeCloseTo(1, 4);
			expect(grid?.side).toBe(SIDE);
			expect(Math.max(...(grid?.codes ?? []).map(Math.abs))).toBe(127);
			for (const { text, probability } of captions) {
				// The tiny network may say nothing at all.
				expect(Math.sign(probability as number)).toBe(text === '' ? 0 : 1);
				expect(probability).toBeLessThan(1);
			}
		}
		expect(new Set(pictures.map(({ grid }) => grid?.codes.join())).size).toBe(3);
	});

	it('caption a picture from what is kept of it as they did at first, from any word on', async () => {
		for (const picture of await embed(2)) {
			const { captions } = await captionJob.run({ ...inputOf(picture), options }, context());
			expect(captions.map(({ text }) => text)).toEqual(picture.captions.map(({ text }) => text));
			const [first] = captions;
			expect(first?.probability).toBeCloseTo(picture.captions[0]?.probability as number, 3);
			const prefix = first?.words.slice(0, 1) ?? [];
			const again = await captionJob.run({ ...inputOf(picture), prefix, options }, context());
			expect(again.captions[0]?.words[0]).toBe(prefix[0]);
		}
	});

	it('look at the grid for the next words, and decode without one from the vector alone', async () => {
		const [picture] = (await embed(1)) as [EmbeddedPicture];
		const { vector, grid } = inputOf(picture);
		const next = async (input: PictureInput) =>
			(await nextWordsJob.run({ ...input, prefix: ['dog'], count: 5 }, context())).words;
		const [seen, blind] = [await next({ vector, grid }), await next({ vector })];
		expect(seen.map(({ probability }) => probability)).not.toEqual(blind.map(({ probability }) => probability));
		const { captions } = await captionJob.run({ vector, options }, context());
		expect(captions[0]?.probability).toBeGreaterThan(0);
	});

	it('tell where they look for each word', async () => {
		const [picture] = (await embed(1)) as [EmbeddedPicture];
		const words = ['dog', 'runs', 'red'];
		const { weights } = await attendJob.run({ ...inputOf(picture), words }, context());
		expect(weights).toHaveLength(words.length);
		for (const cells of weights) {
			expect(cells).toHaveLength(SIDE ** 2);
			expect(cells.reduce((a, b) => a + b)).toBeCloseTo(1, 4);
		}
	});

	it('leave only the weights on the device', async () => {
		const ctx = context<never>();
		const embedding = context<EmbedProgress, EmbedSnapshot>();
		const [picture] = (await embed(1)) as [EmbeddedPicture];
		await expectNothingLeft(async () => {
			await embed(2, embedding);
			await captionJob.run({ ...inputOf(picture), options }, ctx);
			await nextWordsJob.run({ ...inputOf(picture), prefix: [], count: 3 }, ctx);
			await attendJob.run({ ...inputOf(picture), words: ['dog'] }, ctx);
		});
	});
});

describe('networks with attention', () => {
	beforeAll(() => startBackend('wasm'));

	it('search: by a sentence, through the decoder, by words', async () => {
		const [picture] = (await embed(1)) as [EmbeddedPicture];
		const { vector, cutOff } = await encodeSentenceJob.run({ text: 'a dog runs' }, context<never>());
		expect(cutOff).toBe(0.25);
		expect(vector).toHaveLength(picture.vector.length);
		const found = await invertSentence.run({ ...defaultInvertOptions, words: ['dog'], steps: 20 }, context());
		expect(Math.hypot(...found.vector)).toBeCloseTo(1, 4);
		const explain = async (pictures: readonly PictureInput[]) =>
			(await explainPicturesJob.run({ words: ['dog'], pictures }, context<never>())).gains;
		const [attended] = await explain([inputOf(picture)]);
		expect(attended).toHaveLength(2);
		// Where one picture has no grid, all are decoded from their vectors.
		const [alone, bare] = await explain([inputOf(picture), { vector: picture.vector }]);
		expect(alone).toEqual(bare);
		expect(alone).not.toEqual(attended);
		expect(await nearWords.run({ word: 'dog', count: 3 }, context())).toHaveProperty('found.length', 3);
	});

	it('refuse grids of other networks', async () => {
		const [picture] = (await embed(1)) as [EmbeddedPicture];
		const { vector, grid } = inputOf(picture);
		const wrong = { ...grid, codes: grid.codes.slice(1) };
		const refused = [
			captionJob.run({ vector, grid: wrong, options }, context()),
			attendJob.run({ vector, grid: { ...grid, scale: Number.NaN }, words: ['dog'] }, context()),
		];
		for (const one of refused) await expect(one).rejects.toMatchObject({ code: 'option-invalid' });
	});

	it('say which weights are missing', async () => {
		const tensors = new Map(tinyCaptionerModel.tensors);
		tensors.delete('attention.key.bias');
		const short = { ...tinyModels, captioner: { ...tinyCaptionerModel, tensors } };
		await expect(embed(1, testContext(short))).rejects.toMatchObject({
			code: 'model-invalid',
			message: expect.stringContaining('attention.key.bias'),
		});
	});
});
