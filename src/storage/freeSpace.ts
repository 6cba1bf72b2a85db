/** Frees space when the disk is full, by deleting only values declared dispensable: previews, never works or vectors. */
import type { Disk } from './disk';
import type { Change, Dispensable, StoreDeclarations } from './types';

/** Number of values that one step deletes: a tenth, at least 16. */
const stepOf = (count: number): number => Math.max(16, Math.ceil(count / 10));

export interface FreedSpace {
	readonly dropped: readonly Change<Record<string, unknown>>[];
	/** Message for the visitor. */
	readonly notice: string;
}

/**
 * Deletes some dispensable values, from the store that was declared first.
 * @returns undefined when there is nothing left to delete
 */
export async function freeSpace(disk: Disk, declarations: StoreDeclarations): Promise<FreedSpace | undefined> {
	const stores = Object.entries(declarations).flatMap(([store, { dispensable }]) =>
		dispensable === undefined ? [] : [[store, dispensable] as [string, Dispensable]],
	);
	for (const [store, { keys, notice }] of stores) {
		const candidates = await keys(disk);
		if (candidates.length === 0) continue;
		const dropped = candidates.slice(0, stepOf(candidates.length)).map((remove) => ({ store, remove }));
		await disk.commit(dropped);
		return { dropped, notice };
	}
	return undefined;
}
