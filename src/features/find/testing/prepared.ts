/** For tests: Find's store with four pictures, and an engine whose answers the test gives by hand. */
import type { IndexEntry } from '../index/types';
import { createVectorTable } from '../index/vectorTable';
import { createFind } from '../store';
import type { UnknownWord } from '../types';

export interface Call {
	readonly name: string;
	readonly request: Record<string, unknown>;
	readonly signal: AbortSignal;
	readonly onProgress: (event: unknown) => void;
	readonly resolve: (value: unknown) => void;
	readonly reject: (error: unknown) => void;
}

export const unit = (at: number): Float32Array => Float32Array.from({ length: 4 }, (_, i) => (i === at ? 1 : 0));

export const entries: IndexEntry[] = ['a', 'b', 'c', 'd'].map((hash, at) => ({
	hash,
	source: 'folder',
	name: `picture ${hash}`,
	path: hash,
	width: 4,
	height: 4,
	added: at,
	embedding: {
		modelHash: 'm',
		vector: unit(at),
		captions: [{ text: 'a dog runs', words: ['a', 'dog', 'runs'], logProbability: -4 }],
	},
}));

/** An engine whose answers the test gives by hand. */
export function prepared() {
	const calls: Call[] = [];
	const run = (
		name: string,
		request: Record<string, unknown>,
		options: { signal: AbortSignal; onProgress?: Call['onProgress'] },
	) =>
		new Promise((resolve, reject) => {
			const { signal, onProgress = () => {} } = options;
			signal.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
			calls.push({ name, request, signal, onProgress, resolve, reject });
		});
	const pictures = [...entries];
	const find = createFind({
		engine: { run: run as never },
		index: {
			getState: () => ({ entries: new Map(pictures.map((one) => [one.hash, one])), storage: 'kept' }),
			vectors: (modelHash) => createVectorTable(pictures, modelHash),
		},
	});
	const call = (at: number) => calls[at] as Call;
	return { find, calls, call, pictures };
}

export const encoded = (vector: Float32Array | undefined, words: string[], unknown: UnknownWord[] = []) => ({
	...(vector ? { vector } : {}),
	words,
	unknown,
	cut: false,
	cutOff: 0.5,
	modelHash: 'm',
});
