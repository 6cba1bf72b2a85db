/** Jobs for the tests of the engine: each shows one thing that real jobs do. */
import * as tf from '@tensorflow/tfjs-core';
import type { Job } from '../../src/engine/protocol';
import {
	type FixtureErrors,
	fixtureErrors,
	type PerceptionFixture,
} from '../../src/features/paint/pipeline/testing/fixture';
import { startKernels } from '../../src/kernels';
import { areFused, kernelThreads } from '../../src/kernels/wasm';
import { type CaptionerFixture, captionerErrors } from '../../src/nets/testing/captioner';
import { type RecognitionFixture, recognitionError } from '../../src/nets/testing/recognition';
import { type ScorerFixture, scorerError } from '../../src/nets/testing/scorer';
import { stackGanErrors } from '../../src/nets/testing/stackgan';
import { type StoryFixture, storyErrors } from '../../src/nets/testing/story';
import { createDecoder } from '../../src/networks/worker/decode';

export interface StepsRequest {
	readonly steps: number;
	/** Side of the picture that a step convolves; default 32. */
	readonly size?: number;
	/** Leaves a kept tensor behind at its end, as a defect would. */
	readonly leak?: boolean;
}
export interface StepsResult {
	/** The step that it began with: more than 0 after a loss. */
	readonly from: number;
	readonly steps: number;
	/** Sum over a convolution's result: the same on every backend and at every step. */
	readonly sum: number;
}

/** 3x3 of ones over ones with zero padding, 32 channels to 32. */
function convolve(size: number): tf.Tensor4D {
	return tf.tidy(() => {
		const x = tf.ones<tf.Rank.R4>([1, size, size, 32]);
		const filter = tf.fill<tf.Rank.R4>([3, 3, 32, 32], 1 / 288);
		return tf.fused.conv2d({ x, filter, strides: 1, pad: 'same', activation: 'relu' });
	});
}

const steps: Job<StepsRequest, { type: 'step'; step: number }, StepsResult, number> = {
	priority: 'long',
	async run(request, ctx) {
		const from = ctx.resumeFrom ?? 0;
		// Held over the whole job and never disposed by hand: the scope must do it.
		const { size = 32 } = request;
		const held = convolve(size);
		let sum = 0;
		let step = from;
		while (step < request.steps && !ctx.finishing) {
			const mean = tf.tidy(() => tf.sum(convolve(size)));
			[sum] = (await mean.data()) as unknown as [number];
			step++;
			ctx.progress({ type: 'step', step });
			ctx.snapshot(step);
			await ctx.yieldTurn();
		}
		if (request.leak) tf.keep(tf.clone(held));
		return { from, steps: step, sum };
	},
};

const quick: Job<number, never, number> = {
	priority: 'short',
	async run(value) {
		const square = tf.square(tf.scalar(value));
		return (await square.data())[0] as number;
	},
};

const convolutionTimes: Job<{ size: number; repeats: number }, never, number[]> = {
	priority: 'short',
	async run({ size, repeats }) {
		const times: number[] = [];
		const x = tf.ones<tf.Rank.R4>([1, size, size, 32]);
		const filter = tf.fill<tf.Rank.R4>([3, 3, 32, 32], 1 / 288);
		for (let n = 0; n < repeats; n++) {
			const began = performance.now();
			const out = tf.fused.conv2d({ x, filter, strides: 1, pad: 'same', activation: 'relu' });
			await out.data();
			times.push(performance.now() - began);
			out.dispose();
		}
		return times;
	},
};

/** Weights that stay, and the model that they come from. */
const weigh: Job<string, { type: 'loading'; loaded: number; total: number }, { hash: string; sum: number }> = {
	priority: 'short',
	async run(name, ctx) {
		const model = await ctx.model(name, (event) => ctx.progress(event));
		const weights = ctx.resident(`weigh/${model.hash}`, () =>
			[...model.tensors.values()].map(({ data, shape }) => tf.tensor(data, [...shape])),
		);
		const total = tf.addN(weights.map((weight) => tf.sum(weight)));
		return { hash: model.hash, sum: (await total.data())[0] as number };
	},
};

const fill: Job<number, never, number> = {
	priority: 'long',
	async run(elements, ctx) {
		const large = tf.fill([elements], 1);
		await ctx.yieldTurn();
		return (await tf.slice(large, 0, 1).data())[0] as number;
	},
};

const fail: Job<'error' | 'uncaught', never, string> = {
	priority: 'short',
	async run(kind) {
		if (kind === 'error') throw new TypeError('on purpose');
		setTimeout(() => {
			throw new Error('uncaught on purpose');
		});
		return new Promise(() => {});
	},
};

/** Compares the backend in use with PyTorch. */
const comparePerception: Job<PerceptionFixture, never, FixtureErrors> = {
	priority: 'short',
	run: async (fixture, ctx) => fixtureErrors(fixture, await ctx.model('perception')),
};

const compareCaptioner: Job<CaptionerFixture, never, Record<string, number>> = {
	priority: 'short',
	run: (fixture) => captionerErrors(fixture),
};

const compareRecognition: Job<RecognitionFixture, never, number> = {
	priority: 'short',
	run: async (fixture) => (await recognitionError(fixture)).error,
};

const compareStory: Job<StoryFixture, never, Record<string, number>> = {
	priority: 'short',
	run: (fixture) => storyErrors(fixture),
};

const compareStackGan: Job<Parameters<typeof stackGanErrors>[0], never, Record<string, number>> = {
	priority: 'short',
	run: (fixture) => stackGanErrors(fixture),
};

const compareScorer: Job<ScorerFixture, never, number> = {
	priority: 'short',
	run: async (fixture) => (await scorerError(fixture)).error,
};

/** RGB in 0..1 of pictures as the network that looks sees them; null for what is no picture. */
const squares: Job<{ pictures: Blob[]; size: number }, never, (number[] | null)[]> = {
	priority: 'short',
	async run({ pictures, size }) {
		const decode = createDecoder(size);
		// All at once, as pictures are decoded ahead: they share a canvas.
		const decoded = await Promise.all(pictures.map((picture) => decode(picture)));
		return decoded.map((rgb) => (rgb ? [...rgb] : null));
	},
};

/** Starts our kernels of the WASM backend, and tells how many threads they use and whether multiply-adds are fused. */
const kernelsJob: Job<number, never, { threads: number; areFused: boolean }> = {
	priority: 'short',
	async run(threads) {
		await startKernels(threads);
		return { threads: kernelThreads(), areFused: areFused() };
	},
};

export const engineJobs = {
	kernels: kernelsJob,
	comparePerception,
	compareCaptioner,
	compareRecognition,
	compareStory,
	compareStackGan,
	compareScorer,
	squares,
	steps,
	quick,
	convolutionTimes,
	weigh,
	fill,
	fail,
};
export type EngineJobs = typeof engineJobs;
