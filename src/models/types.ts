/** What the loader gives. No runtime code. */

/** One tensor read from a file; float16 and uint8 are widened to float32. */
export interface TensorData {
	readonly shape: readonly number[];
	readonly data: Float32Array;
}

export interface LoadedModel {
	readonly name: string;
	/** SHA-256 of the weight file, hex (of several: of their hashes in order): goes into recipes. */
	readonly hash: string;
	/** The parsed config.json, or undefined for a model without one. Check it with a schema of schemas.ts. */
	readonly config: unknown;
	/** Its other JSON files by name, parsed: vocab.json. A model without any may leave them out. */
	readonly documents?: ReadonlyMap<string, unknown>;
	readonly tensors: ReadonlyMap<string, TensorData>;
}

/** Bytes of a model as they come in. `loaded` never decreases, never passes `total`, and ends equal to it. */
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
