import type { IndexEntry } from './types';

/** The pictures' vectors in one contiguous array, which a search reads sequentially. */
export interface VectorTable {
	/** Number of rows in use. */
	readonly size: number;
	/** Length of a vector; 0 while the table is empty. */
	readonly width: number;
	/** The rows, `width` numbers each; there may be unused space at the end. */
	readonly values: Float32Array;
	/** The hash of each row. */
	readonly hashes: readonly string[];
	/** A copy of a picture's vector. */
	vector(hash: string): Float32Array | undefined;
	/**
	 * Updates the rows to those of `entries`; only changes are copied.
	 * @param modelHash if given, vectors of other networks are left out
	 */
	sync(entries: Iterable<IndexEntry>, modelHash?: string): void;
}

const firstRows = 64;

/** Creates a table. @param modelHash as for `sync` */
export function createVectorTable(entries: Iterable<IndexEntry> = [], modelHash?: string): VectorTable {
	let width = 0;
	let values = new Float32Array(0);
	const hashes: string[] = [];
	const rows = new Map<string, number>();
	/** The arrays that were copied: entries are immutable, so that the same array is the same vector. */
	const sources: Float32Array[] = [];

	const write = (row: number, vector: Float32Array): void => {
		values.set(vector, row * width);
		sources[row] = vector;
	};

	const add = (hash: string, vector: Float32Array): void => {
		if (hashes.length === 0 && vector.length !== width) {
			width = vector.length;
			values = new Float32Array(width * firstRows);
		}
		if (vector.length !== width || width === 0) return;
		const row = hashes.length;
		if ((row + 1) * width > values.length) {
			const larger = new Float32Array(values.length * 2);
			larger.set(values);
			values = larger;
		}
		hashes.push(hash);
		rows.set(hash, row);
		write(row, vector);
	};

	/** Moves the last row into the gap. */
	const remove = (row: number): void => {
		const last = hashes.length - 1;
		rows.delete(hashes[row] as string);
		if (row !== last) {
			const hash = hashes[last] as string;
			values.copyWithin(row * width, last * width, (last + 1) * width);
			hashes[row] = hash;
			sources[row] = sources[last] as Float32Array;
			rows.set(hash, row);
		}
		hashes.pop();
		sources.pop();
	};

	const table: VectorTable = {
		get size() {
			return hashes.length;
		},
		get width() {
			return width;
		},
		get values() {
			return values;
		},
		hashes,
		vector(hash) {
			const row = rows.get(hash);
			return row === undefined ? undefined : values.slice(row * width, (row + 1) * width);
		},
		sync(wantedEntries, wantedModel) {
			const wanted = new Map<string, Float32Array>();
			for (const { hash, embedding } of wantedEntries) {
				if (embedding === undefined) continue;
				if (wantedModel === undefined || embedding.modelHash === wantedModel) wanted.set(hash, embedding.vector);
			}
			for (let row = hashes.length - 1; row >= 0; row--) {
				const vector = wanted.get(hashes[row] as string);
				if (vector?.length !== width) remove(row);
				else if (vector !== sources[row]) write(row, vector);
			}
			for (const [hash, vector] of wanted) if (!rows.has(hash)) add(hash, vector);
		},
	};
	table.sync(entries, modelHash);
	return table;
}
