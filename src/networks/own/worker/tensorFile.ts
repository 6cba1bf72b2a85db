/** A file of named tensors, read one at a time: a VGG is large, and a phone's memory is not. */

export interface StoredTensor {
	readonly shape: readonly number[];
	/** Values as fp32, row by row. */
	read(): Promise<Float32Array>;
}

export type TensorFile = ReadonlyMap<string, StoredTensor>;
