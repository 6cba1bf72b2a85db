import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { testContext } from '../../../../engine/testing/context';
import { isAbort } from '../../../../models/errors';
import { startBackend } from '../../../../nets/testing/backends';
import { tinyModels } from '../../../../networks/testing/captioner';
import { defaultInvertOptions } from '../../options';
import type { InvertProgress, InvertRequest } from '../../types';
import { invertSentence } from './job';
import type { InvertSnapshot } from './search';

const request: InvertRequest = { ...defaultInvertOptions, words: ['dog', 'runs'], restarts: 2, steps: 20 };
const context = (atYield?: (count: number, ctx: { finishing: boolean; abort(): void }) => void) =>
	testContext<InvertProgress, InvertSnapshot>(tinyModels, atYield ? { atYield } : {});

beforeAll(() => startBackend('wasm'));

describe('job invertSentence', () => {
	it('finds one vector, reports every step, and leaves only the weights on the device', async () => {
		const ctx = context();
		const { vector } = await invertSentence.run(request, ctx);
		const before = memory().numTensors;
		const again = await invertSentence.run(request, ctx);
		expect(memory().numTensors).toBe(before);
		expect(again.vector).toEqual(vector);
		expect(Math.hypot(...vector)).toBeCloseTo(1, 4);
		expect(ctx.events).toHaveLength(2 * again.steps);
	});

	it('stops within a step when cancelled, and returns a result early when asked to finish', async () => {
		const cancelled = context((count, ctx) => count === 3 && ctx.abort());
		await expect(invertSentence.run(request, cancelled)).rejects.toSatisfy(isAbort);
		expect(cancelled.events).toHaveLength(3);
		const finished = context((count, ctx) => {
			if (count === 3) ctx.finishing = true;
		});
		expect((await invertSentence.run(request, finished)).steps).toBe(4);
	});

	it.each<[string, Partial<InvertRequest>]>([
		['no word', { words: [] }],
		['an unknown word', { words: ['dog', 'unicorn'] }],
		['a sign', { words: ['<end>'] }],
		['too many words', { words: Array(25).fill('dog') }],
		['no restart', { restarts: 0 }],
		['half a restart', { restarts: 2.5 }],
		['a rate that is no number', { learningRate: Number.NaN }],
		['a negative prior', { priorWeight: -1 }],
	])('refuses %s', async (_, wrong) => {
		await expect(invertSentence.run({ ...request, ...wrong }, context())).rejects.toMatchObject({
			code: 'option-invalid',
		});
	});
});
