/** What the benches of Paint evaluate: the losses' weights, at the layers that a painting takes by default. */
import * as tf from '@tensorflow/tfjs-core';
import type { ObjectiveWeights } from '../../src/features/paint/pipeline/lossMixing';
import { PaintObjective } from '../../src/features/paint/pipeline/objective';
import { exampleTargets, noisyPicture, type Shape } from '../../src/features/paint/pipeline/testing/example';
import { Vgg } from '../../src/nets/vgg';
import type { VggConfig } from '../../src/nets/vggConfig';
import type { Weights } from '../../src/nets/weights';

const one = (layers: readonly string[]) => new Map(layers.map((layer) => [layer, 1]));

export const painted: ObjectiveWeights = {
	content: 0.02,
	style: 1,
	totalVariation: 0.001,
	contentLayers: one(['relu4_1']),
	styleLayers: one(['relu1_1', 'relu2_1', 'relu3_1', 'relu4_1', 'relu5_1']),
};

/** The objective of a square painting, and noise to evaluate it at, both as a picture and as variables. */
export async function paintedNoise(config: VggConfig, weights: Weights, size: number) {
	const shape: Shape = [1, size, size, 3];
	const network = new Vgg(config, weights, 'relu5_1');
	const targets = await exampleTargets(network, shape, painted.contentLayers.keys(), painted.styleLayers.keys());
	const objective = new PaintObjective(network, shape, targets, painted);
	const picture = noisyPicture(shape, 3);
	const variables = tf.reshape(picture, [picture.size]) as tf.Tensor1D;
	return { shape, network, targets, objective, picture, variables };
}

/** The part of TensorFlow.js's WebGPU backend that submits queued commands. */
interface Submitting {
	readonly commandEncoder: GPUCommandEncoder | null;
	readonly device: GPUDevice;
	endComputePassEncoder(): void;
	submitQueue(): void;
}

/** Resolves when the device has finished all submitted work; WASM has finished when the call returns. */
export async function finished(): Promise<void> {
	if (tf.getBackend() !== 'webgpu') return;
	const backend = tf.backend() as unknown as Submitting;
	if (backend.commandEncoder) {
		backend.endComputePassEncoder();
		backend.submitQueue();
	}
	await backend.device.queue.onSubmittedWorkDone();
}
