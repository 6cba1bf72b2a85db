/** Reads the HDF5 weight files of Keras 1 and 2 (`save_weights`). */
/// <reference path="./jsfive.d.ts" />
import { AtelierError } from '../../../models/errors';
import type { StoredTensor, TensorFile } from './tensorFile';

/**
 * Reads every layer's kernel and bias as `<layer>.weight` and `<layer>.bias`, with kernels transposed from Keras' layout
 * [height, width, inputs, outputs] to [outputs, inputs, height, width].
 *
 * @throws AtelierError `model-damaged` when the bytes are not a whole HDF5 file
 */
export async function readKerasFile(bytes: ArrayBuffer): Promise<TensorFile> {
	const hdf5 = await import('jsfive');
	const tensors = new Map<string, StoredTensor>();
	try {
		const file = new hdf5.File(bytes, '');
		// A whole model saved by Keras has its weights one group deeper.
		const root = file.keys.includes('model_weights') ? file.get('model_weights') : file;
		if (!(root instanceof hdf5.Group)) return tensors;
		for (const layer of root.keys) {
			for (const dataset of datasetsUnder(root.get(layer), hdf5)) {
				if (dataset.shape.length === 4) tensors.set(`${layer}.weight`, kernel(dataset));
				if (dataset.shape.length === 1) tensors.set(`${layer}.bias`, plain(dataset));
			}
		}
	} catch (cause) {
		throw damaged(cause);
	}
	return tensors;
}

type Hdf5 = typeof import('jsfive');

function datasetsUnder(node: unknown, hdf5: Hdf5): import('jsfive').Dataset[] {
	if (node instanceof hdf5.Dataset) return [node];
	if (!(node instanceof hdf5.Group)) return [];
	return node.keys.flatMap((key) => datasetsUnder(node.get(key), hdf5));
}

function plain(dataset: import('jsfive').Dataset): StoredTensor {
	return { shape: dataset.shape, read: async () => values(dataset) };
}

function kernel(dataset: import('jsfive').Dataset): StoredTensor {
	const [height, width, inputs, outputs] = dataset.shape as [number, number, number, number];
	return {
		shape: [outputs, inputs, height, width],
		read: async () => transposeKernel(values(dataset), height * width, inputs, outputs),
	};
}

function values(dataset: import('jsfive').Dataset): Float32Array {
	try {
		return Float32Array.from(dataset.value);
	} catch (cause) {
		throw damaged(cause);
	}
}

/** [positions, inputs, outputs] -> [outputs, inputs, positions]. */
function transposeKernel(from: Float32Array, positions: number, inputs: number, outputs: number): Float32Array {
	const to = new Float32Array(from.length);
	for (let p = 0; p < positions; p++) {
		for (let i = 0; i < inputs; i++) {
			const row = (p * inputs + i) * outputs;
			for (let o = 0; o < outputs; o++) to[(o * inputs + i) * positions + p] = from[row + o] as number;
		}
	}
	return to;
}

function damaged(cause: unknown): AtelierError {
	return new AtelierError('model-damaged', 'This Keras file is incomplete or damaged: download it again.', { cause });
}
