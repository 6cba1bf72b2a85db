/** Walks from one bird to another sentence: draws the blend as the slider moves, and the whole walk as a loop. */
import type { StoreApi } from 'zustand/vanilla';
import { createJobRunner } from '../../engine/jobs/runner';
import type { RunFlags, RunnerState } from '../../engine/jobs/types';
import type { Engine } from '../../engine/protocol';
import { checkSentence } from './checkSentence';
import type { LoopLength } from './options';
import { type ImagineState, shownSheet, type Walk, walkedTo } from './state';
import type { BirdPicture, ImagineJobs, Stages } from './types';

export interface Walking {
	/** Starts a walk from the selected bird, or changes its target sentence; '' ends it. */
	walkTowards(text: string): Promise<void>;
	/**
	 * Draws the sketch at a blend of 0 to 1. While one is being drawn, only the newest request waits.
	 * @throws AtelierError `sentence-*` when the other sentence cannot be read; what the job throws
	 */
	walkTo(share: number): Promise<void>;
	/** Draws the detail at the current blend; called when the slider comes to rest. */
	rest(): Promise<void>;
	/** Draws the walk there and back. Resolves when it is complete or was cancelled. */
	makeLoop(frames: LoopLength, stages: Stages): Promise<void>;
	/** Cancels or removes the loop. */
	dropLoop(): void;
	/** Clears the failure of the walk or its loop. */
	dismissWalkFailure(): void;
}

/** Blends of the first half of a loop, both ends included; the second half repeats those in between. */
export function sharesOf(frames: LoopLength): readonly number[] {
	const last = frames / 2;
	// Slow at both ends, like a pendulum.
	return Array.from({ length: last + 1 }, (_, at) => (1 - Math.cos((Math.PI * at) / last)) / 2);
}

/** Completes a loop: the pictures forwards, then backwards without both ends. */
export const thereAndBack = <T>(there: readonly T[]): readonly T[] => [...there, ...there.slice(1, -1).reverse()];

export function createWalking(store: StoreApi<ImagineState>, engine: Pick<Engine<ImagineJobs>, 'run'>): Walking {
	const { getState: get, setState: set } = store;
	const publish = ({ failure }: RunnerState<RunFlags>) => set({ walkFailure: failure });
	const place = createJobRunner({ publish });
	const loop = createJobRunner({ publish });
	/** Number of generators in the drawing that is running. */
	let drawing: Stages = 1;
	let wantsDetail = false;
	// A walk that was closed needs no more pictures.
	store.subscribe(({ walk }) => {
		if (walk !== undefined) return;
		void place.abort();
		void loop.abort();
	});

	const change = (walk: Partial<Walk>) => set((state) => (state.walk ? { walk: { ...state.walk, ...walk } } : {}));
	const isSame = (walk: Walk) => get().walk?.text === walk.text && get().walk?.from === walk.from;

	async function drawPlace(walk: Walk, stages: Stages, signal: AbortSignal): Promise<void> {
		const { share } = walk;
		const drawn: { sketch?: BirdPicture; detail?: BirdPicture } = {};
		const bird = walkedTo(walk, share);
		const truncation = shownSheet(get())?.truncation ?? get().options.truncation;
		const { backend, modelHash } = await engine.run(
			'imagine',
			{ birds: [bird], truncation, stages },
			{
				signal,
				onProgress: (event) => {
					if (event.type === 'sketch' || event.type === 'detail') drawn[event.type] = event.picture;
					if (event.type === 'sketch' && isSame(walk)) change({ ...drawn, detail: undefined, drawnAt: share });
				},
			},
		);
		if (isSame(walk)) change({ ...drawn, drawnAt: share, result: { backend, modelHash } });
	}

	/** Draws until the newest blend is drawn with the wanted stages. */
	async function follow(): Promise<void> {
		if (place.running) return;
		for (;;) {
			const { walk } = get();
			if (walk === undefined || walk.share === 0) return;
			const isDrawn = walk.sketch !== undefined && walk.drawnAt === walk.share;
			if (isDrawn && (walk.detail !== undefined || !wantsDetail)) return;
			const stages = wantsDetail ? 2 : 1;
			drawing = stages;
			// When a newer blend aborts this one, the next iteration draws that.
			await place.run(() => ({ progress: {}, work: ({ signal }) => drawPlace(walk, stages, signal) }));
		}
	}

	async function drawLoop(walk: Walk, frames: LoopLength, stages: Stages, signal: AbortSignal): Promise<void> {
		const birds = sharesOf(frames).map((share) => walkedTo(walk, share));
		const pictures: BirdPicture[] = [];
		let sketches = 0;
		const show = () => {
			if (isSame(walk)) change({ loop: { pictures: [...pictures], sketches, wanted: birds.length, frames, stages } });
		};
		show();
		const truncation = shownSheet(get())?.truncation ?? get().options.truncation;
		try {
			await engine.run(
				'imagine',
				{ birds, truncation, stages },
				{
					signal,
					onProgress: (event) => {
						if (signal.aborted || (event.type !== 'sketch' && event.type !== 'detail')) return;
						if (event.type === 'sketch') sketches += 1;
						if (event.type === (stages === 1 ? 'sketch' : 'detail')) pictures.push(event.picture);
						show();
					},
				},
			);
		} catch (error) {
			if (isSame(walk)) change({ loop: undefined });
			throw error;
		}
	}

	return {
		async walkTowards(text) {
			const { chosen = -1, walk } = get();
			const from = shownSheet(get())?.birds[chosen];
			if (from === undefined || (walk?.text === text && walk.from === from)) return;
			void place.abort();
			void loop.abort();
			wantsDetail = false;
			set({ walk: text === '' ? undefined : { from, text, share: 0, drawnAt: 0 } });
		},
		async walkTo(share) {
			const { walk } = get();
			if (walk === undefined) return;
			checkSentence(walk.text, get());
			if (drawing === 2) void place.abort();
			wantsDetail = false;
			change(share === 0 ? { share, drawnAt: 0, sketch: undefined, detail: undefined } : { share });
			await follow();
		},
		async rest() {
			wantsDetail = true;
			await follow();
		},
		async makeLoop(frames, stages) {
			const { walk } = get();
			if (walk === undefined) return;
			checkSentence(walk.text, get());
			await loop.run(() => ({ progress: {}, work: ({ signal }) => drawLoop(walk, frames, stages, signal) }));
		},
		dropLoop() {
			void loop.abort();
			change({ loop: undefined });
		},
		dismissWalkFailure() {
			place.dismiss();
			loop.dismiss();
		},
	};
}
