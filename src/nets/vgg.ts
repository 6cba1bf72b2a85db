/** A VGG-shaped network on the device: forward to the layers that are wanted, and back to the picture. */
import { add, sub, type Tensor1D, type Tensor4D, tensor1d } from '@tensorflow/tfjs-core';
import { type Convolution, convolve, convolveReluGradient, disposeConvolution, makeConvolution } from './convolution';
import { pool, poolGradient } from './pooling';
import { type Pooling, type Stage, stagesOf, type VggConfig } from './vggConfig';
import type { Weights } from './weights';

export type { Weights } from './weights';

/** What one forward pass leaves for the backward pass: each layer's output, deepest last. */
export interface Activations {
	/** By stage; what the backward pass does not need is not kept, what it has used is gone. */
	readonly stages: (Tensor4D | undefined)[];
	/** The activation of a layer, [1, height, width, channels]. */
	layer(name: string): Tensor4D;
	dispose(): void;
}

export class Vgg {
	readonly stages: readonly Stage[];
	readonly pooling: Pooling;
	private readonly convolutions: ReadonlyMap<string, Convolution>;
	private readonly mean: Tensor1D;

	/**
	 * @param weights conv1_1.weight in PyTorch's layout [outputs, inputs, 3, 3], conv1_1.bias and so on
	 * @param deepest the last layer that will be asked for: what lies behind it is not put on the device
	 * @throws RangeError when a weight is missing or has another shape
	 */
	constructor(config: VggConfig, weights: Weights, deepest?: string, pooling: Pooling = config.pooling) {
		this.stages = stagesOf(config, deepest);
		this.pooling = pooling;
		this.convolutions = readConvolutions(config, this.stages, weights, makeConvolution);
		this.mean = meanColour(config);
	}

	/** Looks at a picture: [1, height, width, 3], RGB in 0..1, not clamped. The caller disposes of the result. */
	forward(picture: Tensor4D): Activations {
		const stages: (Tensor4D | undefined)[] = [];
		let x = sub<Tensor4D>(picture, this.mean);
		let isKept = false;
		for (const stage of this.stages) {
			const next = stage.kind === 'pooling' ? pool(x, this.pooling) : convolve(x, this.convolution(stage.name));
			if (!isKept) x.dispose();
			// Average pooling does not ask back what it gave: half a block's memory less.
			isKept = stage.kind === 'convolution' || this.pooling === 'max';
			stages.push(isKept ? next : undefined);
			x = next;
		}
		return {
			stages,
			layer: (name) => {
				const found = stages[this.stages.findIndex((stage) => stage.kind === 'convolution' && stage.layer === name)];
				if (!found) throw new RangeError(`This network was not built as deep as ${name}.`);
				return found;
			},
			dispose: () => {
				for (const stage of stages.splice(0)) stage?.dispose();
			},
		};
	}

	/**
	 * Gradient with respect to the picture, [1, height, width, 3].
	 *
	 * Walks the stages once from deep to shallow and disposes of each activation as soon as it has
	 * been used: the activations cannot be used again.
	 *
	 * @param lossGradient the loss's own gradient with respect to a layer's activation, or nothing;
	 *   asked once a layer, its result is disposed of here
	 */
	backward(
		activations: Activations,
		lossGradient: (layer: string, activation: Tensor4D) => Tensor4D | undefined,
	): Tensor4D {
		const { stages } = activations;
		let gradient: Tensor4D | undefined;
		// Average pooling's gradient is left to the convolution below it, which can take it in passing.
		let isPooled = false;
		for (let at = this.stages.length - 1; at >= 0; at--) {
			const stage = this.stages[at] as Stage;
			const above = gradient;
			if (stage.kind === 'pooling') {
				isPooled = this.pooling === 'average';
				if (!isPooled) {
					gradient = above && poolGradient(stages[at - 1] as Tensor4D, stages[at], above, this.pooling);
					above?.dispose();
				}
			} else {
				const output = stages[at] as Tensor4D;
				const own = lossGradient(stage.layer, output);
				const isSmall = isPooled && above !== undefined && own === undefined;
				const whole = isPooled && !isSmall ? enlarged(output, above) : above;
				const total = sumAndDispose(own, whole);
				gradient = total && convolveReluGradient(output, total, this.convolution(stage.name), isSmall);
				total?.dispose();
				isPooled = false;
			}
			stages[at]?.dispose();
			stages[at] = undefined;
		}
		if (!gradient) throw new RangeError('No layer of this network has a gradient.');
		return gradient;
	}

	dispose(): void {
		for (const layer of this.convolutions.values()) disposeConvolution(layer);
		this.mean.dispose();
	}

	private convolution(name: string): Convolution {
		return this.convolutions.get(name) as Convolution;
	}
}

/**
 * Every convolution of some stages, by its name.
 *
 * @param make makeConvolution, or its like without the way back
 * @throws RangeError when a weight is missing or has another shape
 */
export function readConvolutions<T>(
	config: VggConfig,
	stages: readonly Stage[],
	weights: Weights,
	make: (...layer: Parameters<typeof makeConvolution>) => T,
): Map<string, T> {
	const found = new Map<string, T>();
	for (const stage of stages) {
		if (stage.kind === 'pooling') continue;
		const weight = weights.get(`${stage.name}.weight`);
		const bias = weights.get(`${stage.name}.bias`);
		if (!weight || !bias) throw new RangeError(`The network's file has no weights for ${stage.name}.`);
		const isFirst = found.size === 0;
		const data = isFirst ? divideInputs(weight.data, config) : weight.data;
		// Reversing the first filter once instead of each picture: inside, channels are always RGB.
		const reversed = isFirst && config.channelOrder === 'bgr';
		found.set(stage.name, make(data, bias.data, stage.inputs, stage.outputs, reversed));
	}
	return found;
}

/** What is subtracted from a picture's RGB in 0..1, [3]. */
export function meanColour({ mean, scale, channelOrder }: VggConfig): Tensor1D {
	const scaled = mean.map((m) => m / scale);
	return tensor1d(channelOrder === 'bgr' ? scaled.reverse() : scaled);
}

/**
 * The first filter with the division by the standard deviation in it: what is padded is 0 before and
 * after dividing, so that nothing changes, and each picture is spared a pass forward and one back.
 */
function divideInputs(weights: Float32Array, { std, scale }: VggConfig): Float32Array {
	return weights.map((weight, at) => (weight * scale) / (std[Math.floor(at / 9) % 3] as number));
}

/** Average pooling's gradient, for what could not take it in passing. */
function enlarged(unpooled: Tensor4D, above: Tensor4D | undefined): Tensor4D | undefined {
	const gradient = above && poolGradient(unpooled, undefined, above, 'average');
	above?.dispose();
	return gradient;
}

function sumAndDispose(a: Tensor4D | undefined, b: Tensor4D | undefined): Tensor4D | undefined {
	if (!a || !b) return a ?? b;
	const sum = add<Tensor4D>(a, b);
	a.dispose();
	b.dispose();
	return sum;
}
