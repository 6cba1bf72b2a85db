import { memory, type Tensor2D, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import fixture from './fixtures/captioner.json';
import { repeating } from './hypothesis';
import { type SampleOptions, sampleSentences } from './sampleSentences';
import { startBackend } from './testing/backends';
import { tinyCaptioner } from './testing/captioner';
import { scorePrefix, type WordModel } from './wordModel';

const options: SampleOptions = { count: 4, temperature: 1, seed: 3, lengthNormalisation: 0.7, maxLength: 20 };
const pictures = fixture.decoderStates.length;
const width = fixture.shape.pictureVector;
const pointsOf = (from: number, count: number) =>
	tensor2d(fixture.vectors.slice(from * width, (from + count) * width), [count, width]);

/** Generates word 3, 4 or the end (2) with probabilities 1/2, 1/4, 1/4, whatever its state. */
const dice: WordModel = {
	start: 1,
	end: 2,
	initialState: (points) => points.clone(),
	step: (state) => state.clone(),
	logits: (state) =>
		tidy(() => {
			const row = [0, 0, 1 / 4, 1 / 2, 1 / 4].map((p) => (p > 0 ? Math.log(p) + 5 : -1e9));
			return tensor2d(Array.from({ length: state.shape[0] }, () => row)) as Tensor2D;
		}),
};

beforeAll(() => startBackend('wasm'));

describe('sampleSentences', () => {
	it('draws words according to their probabilities, and reports these', async () => {
		const firsts = [0, 0, 0, 0, 0];
		const rounds = 2000;
		const all = await sampleSentences(dice, tensor2d(new Float32Array(rounds), [rounds, 1]), {
			...options,
			count: 1,
			maxLength: 1,
		});
		expect(new Set(all.map(([one]) => one?.words.join())).size).toBe(1);
		for (let seed = 0; seed < rounds; seed++) {
			const [[one]] = (await sampleSentences(dice, tensor2d([[0]]), { ...options, count: 1, maxLength: 1, seed })) as [
				[{ words: number[]; logProbability: number }],
			];
			const first = one.words[0] ?? dice.end;
			firsts[first] = (firsts[first] as number) + 1;
			expect(one.logProbability).toBeCloseTo(Math.log(first === 3 ? 1 / 2 : 1 / 4), 5);
		}
		// Five standard deviations of a binomial of 2000.
		expect(Math.abs((firsts[3] as number) - rounds / 2)).toBeLessThan(112);
		expect(Math.abs((firsts[4] as number) - rounds / 4)).toBeLessThan(97);
		expect(firsts[0]).toBe(0);
	});

	it('gives the same sentences for the same seed, alone or in a batch, and others for another seed', async () => {
		const { decoder } = tinyCaptioner(fixture).captioner;
		const together = await sampleSentences(decoder, pointsOf(0, pictures), options);
		const alone = await sampleSentences(decoder, pointsOf(2, 1), options);
		expect(alone[0]?.map(({ words }) => words)).toEqual(together[2]?.map(({ words }) => words));
		const others = await sampleSentences(decoder, pointsOf(2, 1), { ...options, seed: 4 });
		expect(others[0]?.map(({ words }) => words)).not.toEqual(alone[0]?.map(({ words }) => words));
	});

	it('reports probabilities at temperature 1, begins with the prefix, and never repeats a trigram', async () => {
		const { decoder } = tinyCaptioner(fixture).captioner;
		const points = pointsOf(0, 1);
		const prefix = [5, 17];
		const [sentences = []] = await sampleSentences(decoder, points, {
			...options,
			temperature: 0.3,
			prefix,
			count: 6,
		});
		for (const { words, logProbability } of sentences) {
			expect(words.slice(0, 2)).toEqual(prefix);
			expect(words.length).toBeLessThanOrEqual(20);
			words.forEach((word, at) => {
				expect(repeating(words.slice(0, at))).not.toContain(word);
			});
			const said = words.length < 20 ? [...words, decoder.end] : words;
			const { logProbabilities } = await scorePrefix(decoder, points, said);
			expect(logProbability).toBeCloseTo(logProbabilities[0]?.reduce((a, b) => a + b, 0) as number, 3);
		}
	});

	it('leaves nothing on the device', async () => {
		const points = tensor2d([[0], [1]]);
		const before = memory().numTensors;
		await sampleSentences(dice, points, options);
		expect(memory().numTensors).toBe(before);
	});
});

describe('repeating', () => {
	it('lists the words that would repeat a trigram', () => {
		expect([...repeating([1, 2, 3, 1, 2])]).toEqual([3]);
		expect([...repeating([1, 2, 3, 1, 2, 4, 1, 2])]).toEqual([3, 4]);
		expect([...repeating([1, 1])]).toEqual([]);
		expect([...repeating([1, 1, 1])]).toEqual([1]);
		expect([...repeating([1])]).toEqual([]);
		expect([...repeating([])]).toEqual([]);
	});

	it('lists the words that a sentence may say once and has said', () => {
		expect([...repeating([1, 2, 3, 1], new Set([3, 4]))]).toEqual([3]);
		expect([...repeating([1, 2, 3, 1, 2], new Set([1]))]).toEqual([1, 3]);
	});
});
