import { expect } from 'vitest';
import { type Deferred, deferred } from '../../../../engine/deferred';
import { abortError } from '../../../../models/errors';
import type { EmbeddedPicture, EmbedProgress, EmbedRequest } from '../../types';
import { embeddingOf } from './entries';

export const vector = Float32Array.of(1, 0);
export const captions = embeddingOf(vector).captions;

interface EmbedCall {
	readonly signal: AbortSignal;
	onPicture(picture: EmbeddedPicture): void;
	onUnreadable(id: string): void;
}

export interface Asked {
	readonly request: EmbedRequest;
	readonly ids: readonly string[];
	readonly call: EmbedCall;
	readonly done: Deferred<{ modelHash: string }>;
	/** Answers all pictures, then says which model it was. */
	answer(modelHash?: string): void;
}

/** The networks, answering when the test says so. */
export function fakeNetworks() {
	const asked: Asked[] = [];
	const waiting: ((asked: Asked) => void)[] = [];
	const taken: Asked[] = [];
	return {
		asked,
		run(name: string, request: EmbedRequest, options: { signal: AbortSignal; onProgress(event: EmbedProgress): void }) {
			expect(name).toBe('embedPictures');
			const { signal, onProgress } = options;
			const call: EmbedCall = {
				signal,
				onPicture: (picture) => onProgress({ type: 'embedded', done: 0, total: 0, picture }),
				onUnreadable: (id) => onProgress({ type: 'unreadable', done: 0, total: 0, id }),
			};
			const done = deferred<{ modelHash: string }>();
			const ids = request.pictures.map(({ id }) => id);
			call.signal.addEventListener('abort', () => done.reject(abortError()));
			const one: Asked = {
				request,
				ids,
				call,
				done,
				answer(modelHash = 'model') {
					for (const id of ids) call.onPicture({ id, vector, captions });
					done.resolve({ modelHash });
				},
			};
			asked.push(one);
			const next = waiting.shift();
			if (next === undefined) taken.push(one);
			else next(one);
			return done.promise;
		},
		/** The next question, as soon as it is asked. */
		next: (): Promise<Asked> => {
			const one = taken.shift();
			return one === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(one);
		},
	};
}
