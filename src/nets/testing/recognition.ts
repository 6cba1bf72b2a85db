/** For tests: compares this backend with PyTorch on a tiny recognition network (training/fixtures/recognition_fixture.py). */
import { tensor4d } from '@tensorflow/tfjs-core';
import type { ForwardVgg } from '../forwardVgg';
import { Recognition, type RecognitionShape } from '../recognition';
import { type CaptionerFixture, difference, weightsOf } from './captioner';

export interface RecognitionFixture {
	readonly shape: RecognitionShape;
	readonly tensors: CaptionerFixture['tensors'];
	/** Height and width of perception's layer, which has `shape.inputs` channels. */
	readonly size: readonly number[];
	readonly layer: readonly number[];
	readonly map: { readonly size: readonly number[]; readonly values: readonly number[] };
}

/** Computes the last map of the fixture's layer: its shape, and the largest absolute error of its values. */
export async function recognitionError({ shape, tensors, size, layer, map }: RecognitionFixture) {
	const [height, width] = size as [number, number];
	const below = { channels: shape.inputs } as ForwardVgg;
	const network = new Recognition(shape, weightsOf(tensors), below);
	const found = network.forward(tensor4d(Float32Array.from(layer), [1, height, width, shape.inputs]));
	return { shape: found.shape, error: difference(Array.from(await found.data()), map.values) };
}
