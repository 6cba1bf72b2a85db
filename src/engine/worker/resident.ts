/**
 * Keeps values, mostly weights, on the device between jobs. On WASM a long-lived filter tensor also keeps its packed
 * XNNPACK operator, so the same tensor must be used at every call.
 *
 * Not built on lru-cache, unlike the other caches: values that a job uses are pinned, however long ago they were used.
 */
import * as tf from '@tensorflow/tfjs-core';

export interface ResidentStore {
	/** Returns the value of a key, created if it does not exist, and pins it for the job until `release`. */
	get<T extends object>(job: object, key: string, create: () => T): T;
	/** Unpins the job's values, then drops the least recently used ones beyond the budget. */
	release(job: object): void;
	readonly tensors: number;
	readonly bytes: number;
}

interface Entry {
	readonly value: object;
	readonly held: readonly tf.Tensor[];
	readonly tensors: number;
	readonly bytes: number;
	readonly users: Set<object>;
}

/** Finds every tensor in a value of plain objects, arrays, maps and tensors. */
export function tensorsIn(value: unknown, found = new Set<tf.Tensor>(), seen = new Set<object>()): Set<tf.Tensor> {
	if (value instanceof tf.Tensor) found.add(value);
	else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && !seen.has(value)) {
		seen.add(value);
		for (const part of value instanceof Map ? value.values() : Object.values(value)) tensorsIn(part, found, seen);
	}
	return found;
}

/** Creates a store. @param budget bytes; values that running jobs use are kept even beyond it */
export function createResidentStore(budget: number): ResidentStore {
	// The map's order is the order of use: an entry moves to the end when it is used.
	const entries = new Map<string, Entry>();
	const sum = (count: (entry: Entry) => number) =>
		[...entries.values()].reduce((total, entry) => total + count(entry), 0);
	const totalBytes = () => sum((entry) => entry.bytes);

	function make(create: () => object): Entry {
		const before = tf.memory();
		let value: object | undefined;
		let held: tf.Tensor[] = [];
		tf.tidy(() => {
			value = create();
			held = [...tensorsIn(value)];
			for (const tensor of held) tf.keep(tensor);
		});
		const after = tf.memory();
		return {
			value: value as object,
			held,
			tensors: after.numTensors - before.numTensors,
			bytes: after.numBytes - before.numBytes,
			users: new Set(),
		};
	}

	function trim(): void {
		for (const [key, entry] of entries) {
			if (totalBytes() <= budget) return;
			if (entry.users.size > 0) continue;
			entries.delete(key);
			tf.dispose(entry.held as tf.Tensor[]);
		}
	}

	return {
		get tensors() {
			return sum((entry) => entry.tensors);
		},
		get bytes() {
			return totalBytes();
		},
		get<T extends object>(job: object, key: string, create: () => T): T {
			const entry = entries.get(key) ?? make(create);
			entries.delete(key);
			entries.set(key, entry);
			entry.users.add(job);
			trim();
			return entry.value as T;
		},
		release(job) {
			for (const entry of entries.values()) entry.users.delete(job);
			trim();
		},
	};
}
