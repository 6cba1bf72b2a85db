/** A VGG-shaped network on the device: forward pass to chosen layers, and backward pass to the picture. */
import { add, sub, type Tensor1D, type Tensor4D, tensor1d } from '@tensorflow/tfjs-core';
import {
	type Convolution,
	convolve,
	convolveReluGradient,
	disposeConvolution,
	makeConvolution,
	type StoredConvolution,
} from './convolution';
import { pool, poolGradient } from './pooling';
import { type Pooling, type Stage, stagesOf, type VggConfig } from './vggConfig';
import type { Weights } from './weights';

export type { Weights } from './weights';

/** The layers' outputs of one forward pass, kept for the backward pass; deepest last. */
export interface Activations {
	/** One entry per stage; undefined where the backward pass does not need it, or has used it already. */
	readonly stages: (Tensor4D | undefined)[];
	/** The activation of a layer, [1, height, width, channels]. */
	layer(name: string): Tensor4D;
	dispose(): void;
}

/** The gradient from the layer above, with respect to a layer or, if `isPooled`, to its average pooling. */
export interface FromAbove {
	readonly gradient: Tensor4D | undefined;
	readonly isPooled: boolean;
}

/**
 * A loss's direct gradient with respect to a layer, if it has one; or a function that adds it to the gradient from
 * above in one step.
 */
export type LayerGradient = Tensor4D | ((above: FromAbove) => Tensor4D) | undefined;

export class Vgg {
	readonly stages: readonly Stage[];
	readonly pooling: Pooling;
	private readonly convolutions: ReadonlyMap<string, Convolution>;
	private readonly mean: Tensor1D;

	/**
	 * @param weights conv1_1.weight in PyTorch's layout [outputs, inputs, 3, 3], conv1_1.bias and so on
	 * @param deepest the deepest layer that will be used: layers after it are not put on the device
	 * @throws RangeError when a weight is missing or has another shape
	 */
	constructor(config: VggConfig, weights: Weights, deepest?: string, pooling: Pooling = config.pooling) {
		this.stages = stagesOf(config, deepest);
		this.pooling = pooling;
		this.convolutions = readConvolutions(config, this.stages, weights, makeConvolution);
		this.mean = meanColour(config);
	}

	/**
	 * Runs the forward pass. The caller disposes of the result.
	 *
	 * @param picture [1, height, width, 3], RGB in 0..1; values outside are not clamped
	 */
	forward(picture: Tensor4D): Activations {
		const stages: (Tensor4D | undefined)[] = [];
		let x = sub<Tensor4D>(picture, this.mean);
		let isKept = false;
		for (const stage of this.stages) {
			const next = stage.kind === 'pooling' ? pool(x, this.pooling) : convolve(x, this.convolution(stage.name));
			if (!isKept) x.dispose();
			// The gradient of average pooling does not need its output: that saves half a block's memory.
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
	 * Computes the gradient of a loss with respect to the picture, [1, height, width, 3].
	 *
	 * Disposes of each activation as soon as it has been used, so that a forward pass allows one backward pass.
	 *
	 * @param lossGradient called once per layer; what it returns is disposed of here
	 */
	backward(activations: Activations, lossGradient: (layer: string, activation: Tensor4D) => LayerGradient): Tensor4D {
		const { stages } = activations;
		let gradient: Tensor4D | undefined;
		// The gradient of average pooling is left to the convolution below, which computes it at no extra cost.
		let isPooled = false;
		for (let i = this.stages.length - 1; i >= 0; i--) {
			const stage = this.stages[i] as Stage;
			const above = gradient;
			if (stage.kind === 'pooling') {
				isPooled = this.pooling === 'average';
				if (!isPooled) {
					gradient = above && poolGradient(stages[i - 1] as Tensor4D, stages[i], above, this.pooling);
					above?.dispose();
				}
			} else {
				const output = stages[i] as Tensor4D;
				const direct = lossGradient(stage.layer, output);
				const fusePooling = isPooled && above !== undefined && direct === undefined;
				const total = addDirect(direct, { gradient: above, isPooled: isPooled && !fusePooling }, output);
				gradient = total && convolveReluGradient(output, total, this.convolution(stage.name), fusePooling);
				total?.dispose();
				isPooled = false;
			}
			stages[i]?.dispose();
			stages[i] = undefined;
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
 * Reads the convolutions of some stages, by name.
 *
 * @param make makeConvolution or makeForwardConvolution
 * @throws RangeError when a weight is missing or has another shape
 */
export function readConvolutions<T>(
	config: VggConfig,
	stages: readonly Stage[],
	weights: Weights,
	make: (...layer: StoredConvolution) => T,
): Map<string, T> {
	const found = new Map<string, T>();
	for (const stage of stages) {
		if (stage.kind === 'pooling') continue;
		const weight = weights.get(`${stage.name}.weight`);
		const bias = weights.get(`${stage.name}.bias`);
		if (!weight || !bias) throw new RangeError(`The network's file has no weights for ${stage.name}.`);
		const isFirst = found.size === 0;
		const data = isFirst ? divideInputs(weight.data, config) : weight.data;
		// Reverses the first filter once instead of every picture: elsewhere channels are always RGB.
		const reversed = isFirst && config.channelOrder === 'bgr';
		found.set(stage.name, make(data, bias.data, stage.inputs, stage.outputs, reversed));
	}
	return found;
}

/** The mean that is subtracted from a picture's RGB in 0..1, [3]. */
export function meanColour({ mean, scale, channelOrder }: VggConfig): Tensor1D {
	const scaled = mean.map((m) => m / scale);
	return tensor1d(channelOrder === 'bgr' ? scaled.reverse() : scaled);
}

/**
 * Folds the division by the standard deviation into the first filter, which saves an operation on every picture in both
 * directions. Padding is 0 before and after the division, so that the result is the same.
 */
function divideInputs(weights: Float32Array, { std, scale }: VggConfig): Float32Array {
	return weights.map((weight, at) => (weight * scale) / (std[Math.floor(at / 9) % 3] as number));
}

/** Adds a layer's direct gradient to the one from above. Disposes of both. */
function addDirect(direct: LayerGradient, above: FromAbove, unpooled: Tensor4D): Tensor4D | undefined {
	if (typeof direct === 'function') {
		const total = direct(above);
		above.gradient?.dispose();
		return total;
	}
	return sumAndDispose(direct, above.isPooled ? averagePoolGradient(unpooled, above.gradient) : above.gradient);
}

/** The gradient of average pooling where the convolution below cannot compute it. Disposes of `above`. */
function averagePoolGradient(unpooled: Tensor4D, above: Tensor4D | undefined): Tensor4D | undefined {
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
