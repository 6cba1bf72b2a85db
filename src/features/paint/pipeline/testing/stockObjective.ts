/** Paint's objective as in the papers, for `tf.grad`: the reference for testing and timing the hand-written pass. */
import {
	add,
	matMul,
	mean,
	mul,
	reshape,
	type Scalar,
	slice,
	square,
	sub,
	sum,
	type Tensor,
	type Tensor2D,
	type Tensor4D,
} from '@tensorflow/tfjs-core';
import type { ObjectiveWeights } from '../lossMixing';
import type { Frame, Targets } from '../objective';

/** Computes a picture's layers by name; differentiable. */
type Network = (picture: Tensor4D) => Map<string, Tensor4D>;

/** Loss of a flat picture, as a differentiable scalar. */
export function stockObjective(
	network: Network,
	shape: [number, number, number, number],
	targets: Targets,
	weights: ObjectiveWeights,
	frame?: Frame,
) {
	return (variables: Tensor): Scalar => {
		const free = reshape(variables, shape) as Tensor4D;
		const x = frame ? add<Tensor4D>(frame.photo, mul(frame.mask, sub(free, frame.photo))) : free;
		const layers = network(x);
		const style = weightedMean(weights.styleLayers, (layer) => {
			const [target, mask, f] = [targets.style.get(layer), targets.masks?.get(layer), layers.get(layer) as Tensor4D];
			const flat = reshape(f, [f.shape[1] * f.shape[2], f.shape[3]]) as Tensor2D;
			const rows = mask ? mul<Tensor2D>(flat, mask.weights) : flat;
			const gram = mul(matMul(rows, rows, true), 1 / (mask?.positions ?? flat.shape[0]));
			return mul(sum(square(sub(gram, target?.gram as Tensor2D))), 1 / (target?.squaredNorm as number));
		});
		const content = weightedMean(weights.contentLayers, (layer) => {
			const target = targets.content.get(layer);
			const difference = sub(layers.get(layer) as Tensor4D, target?.features as Tensor4D);
			return mul(mean(square(difference)), 1 / (target?.meanSquare as number));
		});
		const [, h, w] = shape;
		const across = sub(slice(x, [0, 0, 1, 0], [1, h, w - 1, 3]), slice(x, [0, 0, 0, 0], [1, h, w - 1, 3]));
		const down = sub(slice(x, [0, 1, 0, 0], [1, h - 1, w, 3]), slice(x, [0, 0, 0, 0], [1, h - 1, w, 3]));
		const variation = add(mean(square(across)), mean(square(down)));
		const terms = [mul(content, weights.content), mul(style, weights.style), mul(variation, weights.totalVariation)];
		return terms.reduce((a, b) => add(a, b)) as Scalar;
	};
}

function weightedMean(weights: ReadonlyMap<string, number>, term: (layer: string) => Tensor): Tensor {
	const whole = [...weights.values()].reduce((a, b) => a + b, 0);
	return [...weights].map(([layer, weight]) => mul(term(layer), weight / whole)).reduce((a, b) => add(a, b));
}
