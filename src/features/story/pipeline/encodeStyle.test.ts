import { engine, memory, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { testContext } from '../../../engine/testing/context';
import { SkipThought, type SkipThoughtShape } from '../../../nets/skipThought';
import { nodeBackends, startBackend } from '../../../nets/testing/backends';
import { tinyModels, tinySkipThought } from '../../../networks/testing/story';
import type { EncodeStyleProgress } from '../types';
import { encodeStyleJob } from './encodeStyle';
import { MOST } from './sentences';
import { tokeniser } from './testing/scriptedDecoder';

const text = (count: number) =>
	Array.from({ length: count }, (_, at) => `The dog runs in the snow${' and the cat runs'.repeat(at % 7)}.`).join(' ');
const context = (options: Parameters<typeof testContext<EncodeStyleProgress, unknown>>[1] = {}) =>
	testContext<EncodeStyleProgress, unknown>(tinyModels, options);
const encode = (count: number, ctx = context()) => encodeStyleJob.run({ text: text(count), name: 'mine' }, ctx);

describe.each(nodeBackends)('encodeStyle on %s', (backend) => {
	beforeAll(() => startBackend(backend));

	it('returns the mean of all sentences, each encoded as if alone', async () => {
		const { vector, ...told } = await encode(210);
		expect(told).toEqual({ sentences: 210, read: 210, modelHash: tinySkipThought.hash });
		const encoder = new SkipThought(tinySkipThought.config as SkipThoughtShape, tinySkipThought.tensors);
		const mean = new Float32Array(vector.length);
		for (const sentence of text(210).split(/(?<=\.) /)) {
			const alone = tidy(() => encoder.encodeText([tokeniser.encodeSentence(sentence)])).dataSync();
			for (const [at, value] of alone.entries()) mean[at] = (mean[at] as number) + value / 210;
		}
		mean.forEach((value, at) => {
			expect(vector[at]).toBeCloseTo(value, 4);
		});
	});
});

describe('encodeStyle', () => {
	beforeAll(() => startBackend('wasm'));

	it('samples a long text, reports progress, and leaves no tensors', async () => {
		const ctx = context();
		await encode(200, ctx);
		engine().startScope();
		const before = memory().numTensors;
		ctx.events.length = 0;
		expect(await encode(MOST + 500, ctx)).toMatchObject({ sentences: MOST + 500, read: MOST });
		expect(memory().numTensors).toBe(before);
		engine().endScope();
		const done = ctx.events.map((event) => (event.type === 'sentences' ? event.done : Number.NaN));
		expect(done[0]).toBe(0);
		expect(done.at(-1)).toBe(MOST);
		expect(done).toEqual(done.toSorted((a, b) => a - b));
		expect(done.length).toBeGreaterThan(20);
	});

	it('stops when cancelled, and refuses a short text before loading anything', async () => {
		const stopped = context({
			atYield: (count, control) => {
				if (count === 3) control.abort();
			},
		});
		await expect(encode(1000, stopped)).rejects.toMatchObject({ name: 'AbortError' });
		const none = testContext<EncodeStyleProgress, unknown>({});
		await expect(encode(199, none)).rejects.toMatchObject({ code: 'option-invalid' });
	});
});
