/** The values used last, within a budget of bytes. */

export interface Recent<T> {
	/** The value, which then counts as the one used last. */
	get(key: string): T | undefined;
	/** Keeps a value unless it alone is larger than the budget; forgets the least recently used for it. */
	set(key: string, value: T, bytes: number): void;
	readonly bytes: number;
}

export function createRecent<T>(budget: number): Recent<T> {
	// A Map keeps insertion order, so its first key is the one unused for longest.
	const held = new Map<string, { value: T; bytes: number }>();
	let total = 0;
	const drop = (key: string) => {
		total -= held.get(key)?.bytes ?? 0;
		held.delete(key);
	};
	return {
		get bytes() {
			return total;
		},
		get(key) {
			const found = held.get(key);
			if (!found) return undefined;
			held.delete(key);
			held.set(key, found);
			return found.value;
		},
		set(key, value, bytes) {
			drop(key);
			if (bytes > budget) return;
			held.set(key, { value, bytes });
			total += bytes;
			while (total > budget) drop(held.keys().next().value as string);
		},
	};
}
