import { LRUCache } from 'lru-cache';

/** A cache of the most recently used values, up to a budget of bytes. */
export interface Recent<T> {
	/** Returns a value, which becomes the most recently used one. */
	get(key: string): T | undefined;
	/** Stores a value, unless it alone exceeds the budget; drops the least recently used ones for it. */
	set(key: string, value: T, bytes: number): void;
	readonly bytes: number;
}

export function createRecent<T extends object>(budget: number): Recent<T> {
	const cache = new LRUCache<string, T>({ maxSize: budget });
	return {
		get bytes() {
			return cache.calculatedSize;
		},
		get: (key) => cache.get(key),
		// The cache requires sizes above 0.
		set: (key, value, bytes) => void cache.set(key, value, { size: Math.max(1, bytes) }),
	};
}
