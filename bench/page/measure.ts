/** Times one size: the forward pass, one evaluation, and one evaluation with stock gradients, in turn. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { alternate, median } from '../../src/app/bench/rounds';
import { watchPeak } from '../../src/engine/worker/scope';
import { bytesOfCanvas } from '../../src/features/paint/memory';
import { defaultPaintOptions } from '../../src/features/paint/options';
import { stockObjective } from '../../src/features/paint/pipeline/testing/stockObjective';
import { readSafetensors } from '../../src/models/safetensors';
import { stockNetwork } from '../../src/nets/testing/stock';
import { parseVggConfig } from '../../src/nets/vggConfig';
import { lbfgs } from '../../src/optim/lbfgs';
import { finished, painted, paintedNoise } from './painted';
import type { Measured, Question } from './questions';

/** Number of evaluations that fill L-BFGS's default history of ten pairs. */
const HISTORY_FULL = 13;

/** Options for the memory estimate that correspond to what is measured here. */
const paintedLike = {
	...defaultPaintOptions,
	contentLayers: { relu4_1: 1 },
	styleLayers: Object.fromEntries(painted.styleLayers),
};

let peak: (() => number) | undefined;

export async function measure({
	size,
	rounds,
	stockRounds,
}: Extract<Question, { type: 'measure' }>): Promise<Measured> {
	peak ??= watchPeak();
	tf.engine().startScope('measure');
	try {
		const config = parseVggConfig(await (await fetch('/models/perception/config.json')).json());
		const file = await (await fetch('/models/perception/model.safetensors')).arrayBuffer();
		const tensors = readSafetensors(new Uint8Array(file), 'model.safetensors');
		const { shape, network, targets, objective, picture, variables } = await paintedNoise(config, tensors, size);

		const forward = async () => {
			network.forward(picture).dispose();
			await finished();
		};
		const evaluation = async () => {
			const { values, gradient } = objective.evaluate(variables);
			await values.data();
			values.dispose();
			gradient.dispose();
			await finished();
		};
		const [forwards, evaluations] = await alternate(rounds, [forward, evaluation]);

		peak();
		let steps = 0;
		for await (const _ of lbfgs(objective.evaluate, variables, { evaluations: HISTORY_FULL })) steps++;
		if (steps < 3) throw new Error('L-BFGS ended early.');
		const peakBytes = peak();
		let stock: number[] = [];
		if (stockRounds > 0) {
			const f = tf.valueAndGrad(stockObjective(stockNetwork(config, tensors, 'relu5_1'), shape, targets, painted));
			const once = async () => {
				const { value, grad } = tf.tidy(() => f(variables));
				await value.data();
				tf.dispose([value, grad]);
				await finished();
			};
			[stock] = (await alternate(stockRounds, [once])) as [number[]];
		}

		const own = median(evaluations as number[]);
		return {
			forward: median(forwards as number[]),
			evaluation: own,
			ratio: median((evaluations as number[]).map((ms, round) => ms / (forwards?.[round] as number))),
			...(stock.length > 0 ? { stock: median(stock), stockRatio: median(stock) / own } : {}),
			peakBytes,
			estimatedBytes: bytesOfCanvas(size, size, { options: paintedLike, backend: tf.getBackend() as 'wasm' }),
		};
	} finally {
		tf.engine().endScope();
	}
}
