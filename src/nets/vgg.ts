/** A VGG-shaped network on the device: forward to the layers that are wanted, and back to the picture. */
import { add, div, sub, type Tensor1D, type Tensor4D, tensor1d, tidy } from '@tensorflow/tfjs-core';
import {
	type Convolution,
	convolveRelu,
	convolveReluGradient,
	disposeConvolution,
	makeConvolution,
} from './convolution';
import { pool, poolGradient } from './pooling';
import { type Pooling, type Stage, stagesOf, type VggConfig } from './vggConfig';

/** Weights by name: conv1_1.weight in PyTorch's layout [outputs, inputs, 3, 3], conv1_1.bias. */
export type Weights = ReadonlyMap<string, { readonly shape: readonly number[]; readonly data: Float32Array }>;

/** What one forward pass leaves for the backward pass: each stage's output. */
export interface Activations {
	readonly stages: readonly Tensor4D[];
	/** The activation of a layer, [1, height, width, channels]. */
	layer(name: string): Tensor4D;
	dispose(): void;
}

export class Vgg {
	readonly stages: readonly Stage[];
	readonly pooling: Pooling;
	private readonly convolutions = new Map<string, Convolution>();
	private readonly mean: Tensor1D;
	private readonly deviation: Tensor1D;

	/**
	 * @param deepest the last layer that will be asked for: what lies behind it is not put on the device
	 * @throws RangeError when a weight is missing or has another shape
	 */
	constructor(config: VggConfig, weights: Weights, deepest?: string, pooling: Pooling = config.pooling) {
		this.stages = stagesOf(config, deepest);
		this.pooling = pooling;
		const reversed = config.channelOrder === 'bgr';
		// Reversing the first filter once instead of each picture: inside, channels are always RGB.
		const inOrder = (values: readonly number[]) => (reversed ? [...values].reverse() : [...values]);
		for (const stage of this.stages) {
			if (stage.kind === 'pooling') continue;
			const weight = weights.get(`${stage.name}.weight`);
			const bias = weights.get(`${stage.name}.bias`);
			if (!weight || !bias) throw new RangeError(`The network's file has no weights for ${stage.name}.`);
			const first = this.convolutions.size === 0;
			const layer = makeConvolution(weight.data, bias.data, stage.inputs, stage.outputs, first && reversed);
			this.convolutions.set(stage.name, layer);
		}
		this.mean = tensor1d(inOrder(config.mean.map((m) => m / config.scale)));
		this.deviation = tensor1d(inOrder(config.std.map((s) => s / config.scale)));
	}

	/** Looks at a picture: [1, height, width, 3], RGB in 0..1, not clamped. The caller disposes of the result. */
	forward(picture: Tensor4D): Activations {
		const stages = tidy(() => {
			const outputs: Tensor4D[] = [];
			let x = div<Tensor4D>(sub(picture, this.mean), this.deviation);
			for (const stage of this.stages) {
				x = stage.kind === 'pooling' ? pool(x, this.pooling) : convolveRelu(x, this.convolution(stage.name));
				outputs.push(x);
			}
			return outputs;
		});
		return {
			stages,
			layer: (name) => {
				const at = this.stages.findIndex((stage) => stage.kind === 'convolution' && stage.layer === name);
				const found = stages[at];
				if (!found) throw new RangeError(`This network was not built as deep as ${name}.`);
				return found;
			},
			dispose: () => {
				for (const stage of stages) stage.dispose();
			},
		};
	}

	/**
	 * Gradient with respect to the picture, [1, height, width, 3].
	 *
	 * Walks the stages once from deep to shallow; memory is given back stage by stage.
	 *
	 * @param lossGradient the loss's own gradient with respect to a layer's activation, or nothing;
	 *   asked once a layer, its result is disposed of here
	 */
	backward(
		activations: Activations,
		lossGradient: (layer: string, activation: Tensor4D) => Tensor4D | undefined,
	): Tensor4D {
		let gradient: Tensor4D | undefined;
		for (let at = this.stages.length - 1; at >= 0; at--) {
			const stage = this.stages[at] as Stage;
			const output = activations.stages[at] as Tensor4D;
			const above = gradient;
			gradient = tidy(() => {
				if (stage.kind === 'pooling') {
					return above && poolGradient(activations.stages[at - 1] as Tensor4D, output, above, this.pooling);
				}
				const own = lossGradient(stage.layer, output);
				const sum = own && above ? add<Tensor4D>(own, above) : (own ?? above);
				return sum && convolveReluGradient(output, sum, this.convolution(stage.name));
			});
			above?.dispose();
		}
		if (!gradient) throw new RangeError('No layer of this network has a gradient.');
		const atInput = gradient;
		const atPicture = tidy(() => div<Tensor4D>(atInput, this.deviation));
		atInput.dispose();
		return atPicture;
	}

	dispose(): void {
		for (const layer of this.convolutions.values()) disposeConvolution(layer);
		this.mean.dispose();
		this.deviation.dispose();
	}

	private convolution(name: string): Convolution {
		return this.convolutions.get(name) as Convolution;
	}
}
