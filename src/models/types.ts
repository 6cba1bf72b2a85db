/** The types of loaded models. */

/** One tensor of a file; float16 and uint8 are converted to float32. */
export interface TensorData {
	readonly shape: readonly number[];
	readonly data: Float32Array;
}

export interface LoadedModel {
	readonly name: string;
	/** SHA-256 of the weight file, hex, as recorded in recipes; of several files see combineHashes. */
	readonly hash: string;
	/** The parsed config.json, not validated; undefined for a model without one. */
	readonly config: unknown;
	/** The other JSON files by name, parsed but not validated, such as vocab.json. */
	readonly documents?: ReadonlyMap<string, unknown>;
	readonly tensors: ReadonlyMap<string, TensorData>;
}

/** Bytes of a model received so far. `loaded` never decreases, never exceeds `total`, and ends equal to it. */
export interface LoadProgress {
	readonly type: 'loading';
	/** The model's name. */
	readonly what: string;
	readonly loaded: number;
	readonly total: number;
}

export interface LoadOptions {
	readonly signal?: AbortSignal;
	readonly onProgress?: (event: LoadProgress) => void;
}
