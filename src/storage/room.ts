/** Makes room when the disk is full. Only what its owner declared dispensable goes: previews, never works or vectors. */
import type { Disk } from './disk';
import type { Change, Dispensable, StoreDeclarations } from './types';

/** Each step lets so many go: a tenth of them, so that ten steps or so empty a store. */
const stepOf = (count: number): number => Math.max(16, Math.ceil(count / 10));

export interface Room {
	readonly dropped: readonly Change<Record<string, unknown>>[];
	/** For the visitor. */
	readonly told: string;
}

/**
 * Lets some values go, those of the stores that were declared first before others.
 * @returns undefined when there is nothing left that may go
 */
export async function makeRoom(disk: Disk, declarations: StoreDeclarations): Promise<Room | undefined> {
	const stores = Object.entries(declarations).flatMap(([store, { dispensable }]) =>
		dispensable === undefined ? [] : [[store, dispensable] as [string, Dispensable]],
	);
	for (const [store, { keys, told }] of stores) {
		const candidates = await keys(disk);
		if (candidates.length === 0) continue;
		const dropped = candidates.slice(0, stepOf(candidates.length)).map((remove) => ({ store, remove }));
		await disk.commit(dropped);
		return { dropped, told };
	}
	return undefined;
}
