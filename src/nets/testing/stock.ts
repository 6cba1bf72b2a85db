/**
 * The same network in plain TensorFlow.js, with gradients by `tf.grad`: the reference that the hand-written pass is
 * tested and timed against.
 */
import {
	add,
	avgPool,
	conv2d,
	div,
	maxPool,
	relu,
	sub,
	type Tensor4D,
	tensor1d,
	tensor4d,
	transpose,
} from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import type { Weights } from '../vgg';
import { type Pooling, stagesOf, type VggConfig } from '../vggConfig';

/** Makes a function from a picture to its layers by name, [1, height, width, channels], differentiable by `tf.grad`. */
export function stockNetwork(config: VggConfig, weights: Weights, deepest?: string, pooling: Pooling = config.pooling) {
	const stages = stagesOf(config, deepest);
	const filters = new Map(
		stages.flatMap((stage) => {
			if (stage.kind === 'pooling') return [];
			const { data } = weights.get(`${stage.name}.weight`) as { data: Float32Array };
			const bias = weights.get(`${stage.name}.bias`) as { data: Float32Array };
			const filter = transpose(tensor4d(data, [stage.outputs, stage.inputs, 3, 3]), [2, 3, 1, 0]) as Tensor4D;
			return [[stage.name, { filter, bias: tensor1d(bias.data) }] as const];
		}),
	);
	return (picture: Tensor4D): Map<string, Tensor4D> => {
		const layers = new Map<string, Tensor4D>();
		const scaled = div<Tensor4D>(
			sub(picture, tensor1d(config.mean.map((m) => m / config.scale))),
			tensor1d(config.std.map((s) => s / config.scale)),
		);
		let x = scaled;
		for (const stage of stages) {
			if (stage.kind === 'pooling') {
				x = pooling === 'average' ? avgPool(x, 2, 2, 'valid') : maxPool(x, 2, 2, 'valid');
			} else {
				const { filter, bias } = filters.get(stage.name) as { filter: Tensor4D; bias: ReturnType<typeof tensor1d> };
				x = relu(add<Tensor4D>(conv2d(x, filter, 1, 'same'), bias));
				layers.set(stage.layer, x);
			}
		}
		return layers;
	};
}
