import type { IndexEmbedding, IndexEntry } from '../types';

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
