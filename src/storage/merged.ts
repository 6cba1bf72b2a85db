/** Applies another page's changes to a sorted list of values. */
export function merged<T extends { readonly id: string }>(
	list: readonly T[],
	changes: ReadonlyMap<string, T | undefined> | undefined,
	order: (a: T, b: T) => number,
): readonly T[] {
	if (changes === undefined || changes.size === 0) return list;
	const others = list.filter(({ id }) => !changes.has(id));
	return [...others, ...[...changes.values()].filter((value) => value !== undefined)].sort(order);
}
