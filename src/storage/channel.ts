/** What one page tells the others that it wrote. */
import type { Change } from './types';

/** Store -> keys that were written or removed; `all` when it was cleared. */
export type Written = Readonly<Record<string, readonly string[] | 'all'>>;

export interface Channel {
	tell(written: Written): void;
	/** What other pages and their workers wrote. */
	listen(heard: (written: Written) => void): void;
}

/** A BroadcastChannel; a browser without one has pages that do not hear of each other. */
export function openChannel(name: string): Channel {
	if (typeof BroadcastChannel === 'undefined') return { tell: () => undefined, listen: () => undefined };
	const channel = new BroadcastChannel(name);
	return {
		tell: (written) => channel.postMessage(written),
		listen: (heard) => channel.addEventListener('message', ({ data }) => heard(data as Written)),
	};
}

/** @param keyOf the key of a value that is put */
export function writtenBy(
	changes: readonly Change<Record<string, unknown>>[],
	keyOf: (change: Change<Record<string, unknown>> & { readonly put: unknown }) => string,
): Written {
	const written = new Map<string, Set<string> | 'all'>();
	for (const change of changes) {
		const keys = written.get(change.store) ?? new Set<string>();
		if ('clear' in change) written.set(change.store, 'all');
		else if (keys !== 'all') written.set(change.store, keys.add('put' in change ? keyOf(change) : change.remove));
	}
	return Object.fromEntries([...written].map(([store, keys]) => [store, keys === 'all' ? keys : [...keys]]));
}
