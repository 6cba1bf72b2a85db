/** Where the captioner looks: its attention for each word of the opened picture's captions. */
import type { StoreApi } from 'zustand/vanilla';
import { createJobRunner } from '../../engine/jobs/runner';
import type { Engine } from '../../engine/protocol';
import { captionsOf } from './captioning';
import type { PictureIndex } from './index/store';
import type { FindState } from './state';
import type { FindJobs } from './types';

export interface Looking {
	/** Shows where it looked for a word of a caption, where it has attention. */
	lookAt(caption: number, at: number): Promise<void>;
	/** Shows the picture as it is again. */
	lookAway(): void;
}

export function createLooking(
	{ getState: get, setState: set }: StoreApi<FindState>,
	engine: Pick<Engine<FindJobs>, 'run'>,
	index: Pick<PictureIndex, 'getState'>,
): Looking {
	const runner = createJobRunner();

	return {
		async lookAt(caption, at) {
			const { opened } = get();
			const entry = opened === undefined ? undefined : index.getState().entries.get(opened);
			const { vector, grid } = entry?.embedding ?? {};
			const said = captionsOf(get(), entry)[caption];
			if (!vector || !grid || !said) return;
			set({ looking: { text: said.text, at } });
			// One computation gives all words of a caption.
			if (get().attention.has(said.text)) return;
			const work = async ({ signal }: { readonly signal: AbortSignal }) => {
				const { weights } = await engine.run('attend', { vector, grid, words: said.words }, { signal });
				if (signal.aborted || get().opened !== opened) return;
				set(({ attention }) => ({ attention: new Map(attention).set(said.text, weights) }));
			};
			await runner.run(() => ({ progress: {}, work }));
		},
		lookAway: () => set({ looking: undefined }),
	};
}
