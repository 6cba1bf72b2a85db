import type { PictureIndex } from './store';

/**
 * Resolves when no picture of the index waits for its vector any more.
 * @throws AtelierError when the networks fail meanwhile
 */
export function whenEmbedded(index: PictureIndex): Promise<void> {
	return new Promise((resolve, reject) => {
		const check = (): boolean => {
			const { modelHash, embedding, failure } = index.getState();
			const done = embedding === undefined && index.pending(modelHash).length === 0;
			if (failure !== undefined) reject(failure);
			else if (done) resolve();
			return done || failure !== undefined;
		};
		if (check()) return;
		const unsubscribe = index.subscribe(() => {
			if (check()) unsubscribe();
		});
	});
}
