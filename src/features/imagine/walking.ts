/** From one bird to another sentence: its places drawn as the slider moves, and the whole way as a loop. */
import type { StoreApi } from 'zustand/vanilla';
import { createJobRunner } from '../../engine/jobs/runner';
import type { RunFlags, RunnerState } from '../../engine/jobs/types';
import type { Engine } from '../../engine/protocol';
import { checkSentence } from './checkSentence';
import type { LoopLength } from './options';
import { type ImagineState, shownSheet, type Walk, walkedTo } from './state';
import type { BirdPicture, ImagineJobs, Stages } from './types';

export interface Walking {
	/** Opens a walk from the chosen bird, or changes where it leads; '' ends it. */
	walkTowards(text: string): Promise<void>;
	/**
	 * Draws the sketch at a place. While one is drawn, only the newest place waits.
	 * @throws AtelierError `sentence-*` when the other sentence cannot be read; what the job throws
	 */
	walkTo(share: number): Promise<void>;
	/** The slider rests: draws the detail there. */
	rest(): Promise<void>;
	/** Draws the way there and back. Resolves when it is there, or was given up. */
	makeLoop(frames: LoopLength, stages: Stages): Promise<void>;
	/** Gives up the loop that is being made, or puts the made one away. */
	dropLoop(): void;
	/** Forgets why a place or a loop could not be drawn. */
	dismissWalkFailure(): void;
}

/** Places of the way there, both ends included; the way back has those between them again. */
export function sharesOf(frames: LoopLength): readonly number[] {
	const last = frames / 2;
	// Slow at both ends, as a pendulum is.
	return Array.from({ length: last + 1 }, (_, at) => (1 - Math.cos((Math.PI * at) / last)) / 2);
}

/** The frames of a loop, there and back, from the pictures there. */
export const thereAndBack = <T>(there: readonly T[]): readonly T[] => [...there, ...there.slice(1, -1).reverse()];

export function createWalking(store: StoreApi<ImagineState>, engine: Pick<Engine<ImagineJobs>, 'run'>): Walking {
	const { getState: get, setState: set } = store;
	const publish = ({ failure }: RunnerState<RunFlags>) => set({ walkFailure: failure });
	const place = createJobRunner({ publish });
	const loop = createJobRunner({ publish });
	/** Generators that draw the place under way. */
	let drawing: Stages = 1;
	let wantsDetail = false;
	// A walk that is no longer on the page needs no more pictures.
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

	/** Draws until the newest place is drawn as it is wanted. */
	async function follow(): Promise<void> {
		if (place.running) return;
		for (;;) {
			const { walk } = get();
			if (walk === undefined || walk.share === 0) return;
			const isDrawn = walk.sketch !== undefined && walk.drawnAt === walk.share;
			if (isDrawn && (walk.detail !== undefined || !wantsDetail)) return;
			const stages = wantsDetail ? 2 : 1;
			drawing = stages;
			// Aborted for a newer place: the next turn draws that one.
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
