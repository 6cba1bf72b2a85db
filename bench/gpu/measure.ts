/** Times Paint on the current WebGPU backend. */
import * as tf from '@tensorflow/tfjs-core';
import { median } from '../../src/app/bench/rounds';
import type { GpuCounts } from '../../src/nets/testing/countGpu';
import type { VggConfig } from '../../src/nets/vggConfig';
import type { Weights } from '../../src/nets/weights';
import { lbfgs } from '../../src/optim/lbfgs';
import { finished, paintedNoise } from '../page/painted';

export interface GpuFigures {
	/** Milliseconds, medians. */
	readonly forward: number;
	readonly evaluation: number;
	/** Seconds of a whole painting, and the evaluations that were made of it. */
	readonly painting: number;
	readonly made: number;
	/** Of one step in the middle of the painting. */
	readonly dispatches: number;
	readonly uploaded: number;
	readonly readBack: number;
}

export interface GpuQuestion {
	readonly size: number;
	readonly evaluations: number;
	/** Seconds for each of the two short measurements, and for the painting. */
	readonly short: number;
	readonly long: number;
}

/** Repeats a task for some seconds, at least three times after one to warm up; the median in ms. */
async function timed(seconds: number, task: () => Promise<void>): Promise<number> {
	await task();
	const times: number[] = [];
	const began = performance.now();
	while (times.length < 3 || performance.now() - began < seconds * 1000) {
		const start = performance.now();
		await task();
		times.push(performance.now() - start);
	}
	return median(times);
}

export async function measureGpu(
	config: VggConfig,
	weights: Weights,
	counts: () => GpuCounts,
	{ size, evaluations, short, long }: GpuQuestion,
): Promise<GpuFigures> {
	tf.engine().startScope('measure');
	try {
		const { network, objective, picture, variables } = await paintedNoise(config, weights, size);
		const forward = await timed(short, async () => {
			network.forward(picture).dispose();
			await finished();
		});
		const evaluation = await timed(short, async () => {
			const { values, gradient } = objective.evaluate(variables);
			await values.data();
			tf.dispose([values, gradient]);
			await finished();
		});
		const began = performance.now();
		let made = 0;
		let step = counts();
		for await (const _ of lbfgs(objective.evaluate, variables, { evaluations })) {
			made++;
			step = counts();
			if (performance.now() - began > long * 1000) break;
		}
		const painting = ((performance.now() - began) / 1000 / made) * evaluations;
		const { dispatches, uploaded, readBack } = step;
		return { forward, evaluation, painting, made, dispatches, uploaded, readBack };
	} finally {
		tf.engine().endScope();
	}
}
