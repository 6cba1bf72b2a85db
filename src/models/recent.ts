import { LRUCache } from 'lru-cache';

/** The most recently used values, up to a budget of bytes. */
export interface Recent<T> {
	/** The value, which becomes the most recently used one. */
	get(key: string): T | undefined;
	/** Stores a value, unless it alone exceeds the budget; the least recently used ones make room for it. */
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
		// The cache takes whole sizes above 0 only.
		set: (key, value, bytes) => void cache.set(key, value, { size: Math.max(1, bytes) }),
	};
}
