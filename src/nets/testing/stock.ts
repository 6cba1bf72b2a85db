/**
 * The same network in plain TensorFlow.js, with gradients by `tf.grad`: the reference that the hand-written pass is
 * tested and timed against.
 */
import * as tf from '@tensorflow/tfjs-core';
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
			const filter = tf.transpose(tf.tensor4d(data, [stage.outputs, stage.inputs, 3, 3]), [2, 3, 1, 0]) as tf.Tensor4D;
			return [[stage.name, { filter, bias: tf.tensor1d(bias.data) }] as const];
		}),
	);
	return (picture: tf.Tensor4D): Map<string, tf.Tensor4D> => {
		const layers = new Map<string, tf.Tensor4D>();
		const scaled = tf.div<tf.Tensor4D>(
			tf.sub(picture, tf.tensor1d(config.mean.map((m) => m / config.scale))),
			tf.tensor1d(config.std.map((s) => s / config.scale)),
		);
		let x = scaled;
		for (const stage of stages) {
			if (stage.kind === 'pooling') {
				x = pooling === 'average' ? tf.avgPool(x, 2, 2, 'valid') : tf.maxPool(x, 2, 2, 'valid');
			} else {
				const { filter, bias } = filters.get(stage.name) as {
					filter: tf.Tensor4D;
					bias: ReturnType<typeof tf.tensor1d>;
				};
				x = tf.relu(tf.add<tf.Tensor4D>(tf.conv2d(x, filter, 1, 'same'), bias));
				layers.set(stage.layer, x);
			}
		}
		return layers;
	};
}
