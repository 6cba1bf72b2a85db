/** Pending and failed writes, applied to everything that is read, so that they look as if they had succeeded. */
import { isMet } from './disk';
import type { Change } from './types';

type AnyChange = Change<Record<string, unknown>>;

/** A pending write, without the steps that later writes have superseded. */
export interface Pending {
	changes: readonly AnyChange[];
	/** Whether it was tried and failed. */
	failed: boolean;
}

export interface Overlay {
	/** Adds a pending write. */
	add(changes: readonly AnyChange[]): Pending;
	/** Removes a write that has succeeded. */
	remove(pending: Pending): void;
	/** The writes that failed, oldest first. */
	failed(): Pending[];
	/** Applies the pending writes to a store's values. */
	over(store: string, values: Iterable<readonly [string, unknown]>): Map<string, unknown>;
	/** Applies the pending writes to one value. */
	value(store: string, key: string, value: unknown): unknown;
	/** Whether a write to this key is pending. */
	touches(store: string, key: string): boolean;
	readonly isEmpty: boolean;
}

/** Creates an overlay. @param keyOf returns the key of a value that is put */
export function createOverlay(keyOf: (change: AnyChange & { readonly put: unknown }) => string): Overlay {
	const pending: Pending[] = [];

	const keyIn = (change: AnyChange): string | undefined =>
		'put' in change ? keyOf(change) : 'remove' in change ? change.remove : undefined;

	/** Whether a later step makes an earlier one irrelevant. */
	const supersedes = (later: AnyChange, earlier: AnyChange): boolean =>
		later.store === earlier.store &&
		!('put' in later && later.when) &&
		('clear' in later || (!('clear' in earlier) && keyIn(later) === keyIn(earlier)));

	function apply(values: Map<string, unknown>, store: string, only?: string): void {
		for (const change of pending.flatMap(({ changes }) => changes)) {
			if (change.store !== store) continue;
			if ('clear' in change) {
				values.clear();
				continue;
			}
			const key = keyIn(change) as string;
			if (only !== undefined && key !== only) continue;
			if ('remove' in change) values.delete(key);
			else if (isMet(change.when, values.has(key))) values.set(key, change.put);
		}
	}

	return {
		add(changes) {
			for (const one of pending) {
				if (one.failed)
					one.changes = one.changes.filter((earlier) => !changes.some((later) => supersedes(later, earlier)));
			}
			const added = { changes, failed: false };
			pending.push(added);
			return added;
		},
		remove(written) {
			const at = pending.indexOf(written);
			if (at >= 0) pending.splice(at, 1);
		},
		failed: () => pending.filter(({ failed }) => failed),
		over(store, values) {
			const patched = new Map(values);
			apply(patched, store);
			return patched;
		},
		value(store, key, value) {
			const patched = new Map(value === undefined ? [] : [[key, value]]);
			apply(patched, store, key);
			return patched.get(key);
		},
		touches: (store, key) =>
			pending.some(({ changes }) =>
				changes.some((change) => change.store === store && ('clear' in change || keyIn(change) === key)),
			),
		get isEmpty() {
			return pending.length === 0;
		},
	};
}
