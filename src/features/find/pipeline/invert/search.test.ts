import { memory, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import fixture from '../../../../nets/fixtures/captioner.json';
import { normalNoise } from '../../../../nets/prng';
import { nodeBackends, startBackend } from '../../../../nets/testing/backends';
import { tinyCaptioner } from '../../../../nets/testing/captioner';
import { scorePrefix } from '../../../../nets/wordModel';
import type { InvertProgress } from '../../types';
import { prepareSentence, sentenceObjective } from './objective';
import { type InvertSnapshot, makeSearchWeights, searchThroughDecoder } from './search';

const width = fixture.shape.pictureVector;
const words = [5, 9, 17];
const request = { restarts: 3, steps: 40, learningRate: 0.05, priorWeight: 0.01, seed: 4 };

/** A lower triangular matrix with a heavy diagonal. */
const whitening = normalNoise(width * width, 9).map((v, at) => {
	const [row, column] = [Math.floor(at / width), at % width];
	return row === column ? 2 : row > column ? v / 10 : 0;
});

function prepared() {
	const { decoder } = tinyCaptioner(fixture).captioner;
	const mean = normalNoise(width, 2).map((v) => v / 10);
	const bias = Float32Array.from(fixture.tensors['decoder.wordBias'].data);
	return { decoder, weights: makeSearchWeights(decoder, mean, whitening, bias) };
}

function context(options: { abortAt?: number; resumeFrom?: InvertSnapshot } = {}) {
	const events: InvertProgress[] = [];
	const snapshots: InvertSnapshot[] = [];
	let turns = 0;
	return {
		events,
		snapshots,
		finishing: false,
		...(options.resumeFrom ? { resumeFrom: options.resumeFrom } : {}),
		progress: (event: InvertProgress) => void events.push(event),
		snapshot: (state: InvertSnapshot) => void snapshots.push(structuredClone(state)),
		async yieldTurn() {
			if (++turns === options.abortAt) throw new DOMException('stopped', 'AbortError');
		},
	};
}

describe.each(nodeBackends)('search through the decoder on %s', (backend) => {
	beforeAll(() => startBackend(backend));

	it('has the gradient of its loss, by finite differences', async () => {
		const { decoder, weights } = prepared();
		const sentence = prepareSentence(decoder, words, weights.wordBias);
		const terms = { priorWeight: 0.1, restarts: 2 };
		const objective = sentenceObjective(decoder, weights.transposedDecoder, weights.prior, sentence, terms);
		const place = normalNoise(2 * width, 3);
		const lossAt = async (x: Float32Array) => {
			const { values, gradient } = await objective(tensor1d(x));
			return { loss: (await values.data())[0] as number, gradient: (await gradient.data()) as Float32Array };
		};
		const { gradient } = await lossAt(place);
		expect(gradient.some((v) => Math.abs(v) > 1e-2)).toBe(true);
		for (const at of [0, 3, width + 1, 2 * width - 1]) {
			const moved = (by: number) => lossAt(place.map((v, i) => (i === at ? v + by : v)));
			const slope = ((await moved(1e-2)).loss - (await moved(-1e-2)).loss) / 2e-2;
			expect(gradient[at] as number).toBeCloseTo(slope, 2);
		}
	});

	it('reports the same likelihood as the decoder', async () => {
		const { decoder, weights } = prepared();
		const point = Float32Array.from(fixture.vectors.slice(0, width));
		const sentence = prepareSentence(decoder, words, weights.wordBias);
		const terms = { priorWeight: 0, restarts: 1 };
		const objective = sentenceObjective(decoder, weights.transposedDecoder, weights.prior, sentence, terms);
		const { values } = await objective(tensor1d(point));
		const [told] = (await scorePrefix(decoder, tensor2d(point, [1, width]), [...words, decoder.end])).logProbabilities;
		const mean = (told as readonly number[]).reduce((a, b) => a + b, 0) / (words.length + 1);
		expect((await values.data())[0] as number).toBeCloseTo(-mean, 3);
	});

	it('makes the sentence likelier, reproducibly for the same seed', async () => {
		const { decoder, weights } = prepared();
		const [one, other] = [context(), context()];
		const before = memory().numTensors;
		const found = await searchThroughDecoder(decoder, weights, words, request, one);
		expect(memory().numTensors).toBe(before);
		const again = await searchThroughDecoder(decoder, weights, words, request, other);
		expect(again.vector).toEqual(found.vector);
		expect(Math.hypot(...found.vector)).toBeCloseTo(1, 4);
		const [first, last] = [one.events[0] as InvertProgress, one.events.at(-1) as InvertProgress];
		expect(last.negativeLogLikelihood).toBeLessThan(first.negativeLogLikelihood - 0.05);
		expect(one.events.map(({ step }) => step)).toEqual(one.events.map((_, at) => at + 1));
		expect(last.losses).toHaveLength(request.restarts);
		const elsewhere = await searchThroughDecoder(decoder, weights, words, { ...request, seed: 5 }, context());
		expect(elsewhere.vector).not.toEqual(found.vector);
	});

	it('stops when aborted, and resumes from a snapshot', async () => {
		const { decoder, weights } = prepared();
		const stopped = context({ abortAt: 12 });
		await expect(searchThroughDecoder(decoder, weights, words, request, stopped)).rejects.toThrow('stopped');
		expect(stopped.events).toHaveLength(12);
		const resumeFrom = stopped.snapshots.at(-1) as InvertSnapshot;
		expect(resumeFrom.step).toBe(10);
		const rest = context({ resumeFrom });
		await searchThroughDecoder(decoder, weights, words, request, rest);
		const [before, after] = [stopped.events[0] as InvertProgress, rest.events[0] as InvertProgress];
		expect(after.step).toBe(11);
		expect(Math.min(...after.losses)).toBeLessThan(Math.min(...before.losses));
	});

	it('ends by itself when it no longer improves', async () => {
		const still = { ...request, steps: 500, learningRate: 1e-7 };
		const { decoder, weights } = prepared();
		const found = await searchThroughDecoder(decoder, weights, words, still, context());
		expect(found.converged).toBe(true);
		expect(found.steps).toBeLessThan(30);
	});
});
