/** Selecting several entries of a list, as pure functions on sets of keys. */

export interface Selection {
	readonly keys: ReadonlySet<string>;
	/** Where a range with Shift begins: the entry that was selected last. */
	readonly anchor?: string;
}

export const nothing: Selection = { keys: new Set() };

export function toggled({ keys }: Selection, key: string): Selection {
	const next = new Set(keys);
	if (!next.delete(key)) next.add(key);
	return { keys: next, anchor: key };
}

/** Adds everything between the anchor and an entry, both included. @param order keys as they are shown */
export function extended(selection: Selection, key: string, order: readonly string[]): Selection {
	const { keys, anchor = key } = selection;
	const [from, to] = [order.indexOf(anchor), order.indexOf(key)].sort((a, b) => a - b) as [number, number];
	if (from < 0) return toggled(selection, key);
	return { keys: new Set([...keys, ...order.slice(from, to + 1)]), anchor };
}

/** The part of a selection that is still shown: what a filter hides is not deleted unseen. */
export function shownPart(selection: Selection, order: readonly string[]): Selection {
	const keys = new Set(order.filter((key) => selection.keys.has(key)));
	return keys.size === selection.keys.size ? selection : { ...selection, keys };
}
