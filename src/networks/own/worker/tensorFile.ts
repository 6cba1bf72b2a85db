/** A file of named tensors that are read one at a time, to save memory. */

export interface StoredTensor {
	readonly shape: readonly number[];
	/** Reads the values as float32, row by row. */
	read(): Promise<Float32Array>;
}

export type TensorFile = ReadonlyMap<string, StoredTensor>;
