/** Notifies the other pages of this browser of writes. */
import type { Change } from './types';

/** The keys that were written or removed, by store; `all` when the store was cleared. */
export type Written = Readonly<Record<string, readonly string[] | 'all'>>;

export interface Channel {
	send(written: Written): void;
	/** Listens to the writes of other pages and their workers. */
	listen(onWritten: (written: Written) => void): void;
}

/** Opens a BroadcastChannel; in a browser without it, pages are not notified. */
export function openChannel(name: string): Channel {
	if (typeof BroadcastChannel === 'undefined') return { send: () => undefined, listen: () => undefined };
	const channel = new BroadcastChannel(name);
	return {
		send: (written) => channel.postMessage(written),
		listen: (onWritten) => channel.addEventListener('message', ({ data }) => onWritten(data as Written)),
	};
}

/** Lists the keys that changes affect. @param keyOf returns the key of a value that is put */
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
