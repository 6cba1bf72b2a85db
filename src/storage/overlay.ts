/** What is to be written and is not yet: laid over what is read, so that a failed write is seen like any other. */
import { isMet } from './disk';
import type { Change } from './types';

type AnyChange = Change<Record<string, unknown>>;

/** A write on its way; the steps that a later write overrules leave it. */
export interface Pending {
	changes: readonly AnyChange[];
	/** It was tried, and could not be written. */
	failed: boolean;
}

export interface Overlay {
	/** Lays a write over what is there. */
	add(changes: readonly AnyChange[]): Pending;
	/** Takes one away that was written. */
	remove(pending: Pending): void;
	/** Those that could not be written, oldest first. */
	failed(): Pending[];
	/** What the pending writes make of what a store holds. */
	over(store: string, values: Iterable<readonly [string, unknown]>): Map<string, unknown>;
	/** The same for one value. */
	value(store: string, key: string, value: unknown): unknown;
	readonly isEmpty: boolean;
}

/** @param keyOf the key of a value that is put */
export function createOverlay(keyOf: (change: AnyChange & { readonly put: unknown }) => string): Overlay {
	const pending: Pending[] = [];

	const keyIn = (change: AnyChange): string | undefined =>
		'put' in change ? keyOf(change) : 'remove' in change ? change.remove : undefined;

	/** Whether a later step leaves nothing of an earlier one. */
	const overrules = (later: AnyChange, earlier: AnyChange): boolean =>
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
					one.changes = one.changes.filter((earlier) => !changes.some((later) => overrules(later, earlier)));
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
		get isEmpty() {
			return pending.length === 0;
		},
	};
}
