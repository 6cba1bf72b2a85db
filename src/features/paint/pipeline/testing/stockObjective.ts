/** Paint's objective as in the papers, for `tf.grad`: the reference for testing and timing the hand-written pass. */
import * as tf from '@tensorflow/tfjs-core';
import type { ObjectiveWeights } from '../lossMixing';
import type { Frame, Targets } from '../objective';

/** Computes a picture's layers by name; differentiable. */
type Network = (picture: tf.Tensor4D) => Map<string, tf.Tensor4D>;

/** Loss of a flat picture, as a differentiable scalar. */
export function stockObjective(
	network: Network,
	shape: [number, number, number, number],
	targets: Targets,
	weights: ObjectiveWeights,
	frame?: Frame,
) {
	return (variables: tf.Tensor): tf.Scalar => {
		const free = tf.reshape(variables, shape) as tf.Tensor4D;
		const x = frame ? tf.add<tf.Tensor4D>(frame.photo, tf.mul(frame.mask, tf.sub(free, frame.photo))) : free;
		const layers = network(x);
		const style = weightedMean(weights.styleLayers, (layer) => {
			const [target, mask, f] = [targets.style.get(layer), targets.masks?.get(layer), layers.get(layer) as tf.Tensor4D];
			const flat = tf.reshape(f, [f.shape[1] * f.shape[2], f.shape[3]]) as tf.Tensor2D;
			const rows = mask ? tf.mul<tf.Tensor2D>(flat, mask.weights) : flat;
			const gram = tf.mul(tf.matMul(rows, rows, true), 1 / (mask?.positions ?? flat.shape[0]));
			return tf.mul(tf.sum(tf.square(tf.sub(gram, target?.gram as tf.Tensor2D))), 1 / (target?.squaredNorm as number));
		});
		const content = weightedMean(weights.contentLayers, (layer) => {
			const target = targets.content.get(layer);
			const difference = tf.sub(layers.get(layer) as tf.Tensor4D, target?.features as tf.Tensor4D);
			return tf.mul(tf.mean(tf.square(difference)), 1 / (target?.meanSquare as number));
		});
		const [, h, w] = shape;
		const across = tf.sub(tf.slice(x, [0, 0, 1, 0], [1, h, w - 1, 3]), tf.slice(x, [0, 0, 0, 0], [1, h, w - 1, 3]));
		const down = tf.sub(tf.slice(x, [0, 1, 0, 0], [1, h - 1, w, 3]), tf.slice(x, [0, 0, 0, 0], [1, h - 1, w, 3]));
		const variation = tf.add(tf.mean(tf.square(across)), tf.mean(tf.square(down)));
		const terms = [
			tf.mul(content, weights.content),
			tf.mul(style, weights.style),
			tf.mul(variation, weights.totalVariation),
		];
		return terms.reduce((a, b) => tf.add(a, b)) as tf.Scalar;
	};
}

function weightedMean(weights: ReadonlyMap<string, number>, term: (layer: string) => tf.Tensor): tf.Tensor {
	const whole = [...weights.values()].reduce((a, b) => a + b, 0);
	return [...weights].map(([layer, weight]) => tf.mul(term(layer), weight / whole)).reduce((a, b) => tf.add(a, b));
}
