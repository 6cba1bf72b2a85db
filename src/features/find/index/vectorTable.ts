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
	/**
	 * Updates the rows to those of `entries`, in their order; only vectors that moved or changed are copied.
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
	/** The arrays that were copied: entries are immutable, so that the same array is the same vector. */
	const sources: Float32Array[] = [];

	const write = (row: number, hash: string, vector: Float32Array): void => {
		hashes[row] = hash;
		if (sources[row] === vector) return;
		if ((row + 1) * width > values.length) {
			const larger = new Float32Array(Math.max(firstRows * width, 2 * values.length));
			larger.set(values);
			values = larger;
		}
		values.set(vector, row * width);
		sources[row] = vector;
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
		sync(wanted, wantedModel) {
			let rows = 0;
			for (const { hash, embedding } of wanted) {
				if (embedding === undefined || (wantedModel !== undefined && embedding.modelHash !== wantedModel)) continue;
				const { vector } = embedding;
				if (rows === 0 && vector.length !== width) {
					width = vector.length;
					values = new Float32Array(0);
					sources.length = 0;
				}
				if (vector.length === width && width > 0) write(rows++, hash, vector);
			}
			hashes.length = rows;
			sources.length = rows;
		},
	};
	table.sync(entries, modelHash);
	return table;
}
