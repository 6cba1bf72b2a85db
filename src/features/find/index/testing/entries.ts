import type { IndexEmbedding, IndexEntry } from '../types';

/** Random numbers by a seed (mulberry32), 0 to 1. */
export function randomBy(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

export function unitVector(random: () => number, width: number): Float32Array {
	const vector = Float32Array.from({ length: width }, () => random() - 0.5);
	const length = Math.hypot(...vector);
	return vector.map((value) => value / length);
}

export const embeddingOf = (vector: Float32Array, modelHash = 'model'): IndexEmbedding => ({
	modelHash,
	vector,
	captions: [{ text: 'a dog runs', words: ['a', 'dog', 'runs'], logProbability: -4.123456 }],
});

export const entryOf = (name: string, more: Partial<IndexEntry> = {}): IndexEntry => ({
	hash: `hash of ${name}`,
	source: 'folder',
	name,
	path: `${name}.jpg`,
	width: 40,
	height: 30,
	added: 1,
	...more,
});
