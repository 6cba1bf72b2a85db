/** What the benches of Paint evaluate: the losses' weights, at the layers that a painting takes by default. */
import * as tf from '@tensorflow/tfjs-core';
import type { ObjectiveWeights } from '../../src/features/paint/pipeline/lossMixing';

const one = (layers: readonly string[]) => new Map(layers.map((layer) => [layer, 1]));

export const painted: ObjectiveWeights = {
	content: 0.02,
	style: 1,
	totalVariation: 0.001,
	contentLayers: one(['relu4_1']),
	styleLayers: one(['relu1_1', 'relu2_1', 'relu3_1', 'relu4_1', 'relu5_1']),
};

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
