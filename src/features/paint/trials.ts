/** Paints every built-in style on the photo, small and one after another, between other work. */
import type { StoreApi } from 'zustand/vanilla';
import type { Engine } from '../../engine/protocol';
import { isAbort } from '../../models/errors';
import type { PaintTools } from './finish';
import type { PaintOptions } from './options';
import type { PaintState, Photo } from './state';
import type { PaintJobs } from './types';

export interface Trials {
	/** Ends when all styles are painted, when it is stopped, or when there is another photo. @throws what a job throws */
	tryAll(): Promise<void>;
	/** Stops, and keeps what there is. */
	stopTrying(): void;
	/** Shows the styles' own examples again. */
	dropTrials(): void;
}

/** Pixels of the longer side, and steps: a second or two on two processor cores. */
const size = 96;
const evaluations = 40;

export function createTrials(
	{ getState: get, setState: set, subscribe }: StoreApi<PaintState>,
	engine: Engine<PaintJobs>,
	tools: PaintTools,
): Trials {
	let stop = new AbortController();

	/** Resolves when no painting runs. */
	const idle = () =>
		new Promise<void>((resolve) => {
			if (get().run === undefined) return resolve();
			const unsubscribe = subscribe(({ run }) => {
				if (run !== undefined) return;
				unsubscribe();
				resolve();
			});
		});

	async function paintOne(photo: Photo, id: string, options: PaintOptions, signal: AbortSignal): Promise<Blob> {
		const request = {
			content: photo.picture,
			styles: [{ source: { kind: 'pack', id }, weight: 1 }],
			options: { ...options, size, evaluations, ladder: 'off' },
			network: 'perception',
		} as const;
		const { picture } = await engine.run('paint', request, { signal });
		return tools.encode(picture, 'image/png');
	}

	async function paintAll(photo: Photo, signal: AbortSignal): Promise<void> {
		const { catalogue, options } = get();
		for (const { id } of catalogue?.styles ?? []) {
			await idle();
			if (get().trials?.photo !== photo.hash || signal.aborted) return;
			if (get().trials?.pictures.has(id)) continue;
			const picture = await paintOne(photo, id, options, signal);
			set(({ trials }) =>
				trials?.photo === photo.hash
					? { trials: { ...trials, pictures: new Map([...trials.pictures, [id, picture]]) } }
					: {},
			);
		}
	}

	const stopTrying = (): void => {
		stop.abort();
		set(({ trials }) => ({ trials: trials && { ...trials, running: false } }));
	};

	return {
		async tryAll() {
			const { photo, trials } = get();
			if (photo === undefined || trials?.running) return;
			stop = new AbortController();
			const { signal } = stop;
			const pictures = trials?.photo === photo.hash ? trials.pictures : new Map<string, Blob>();
			set({ trials: { photo: photo.hash, pictures, running: true } });
			try {
				await paintAll(photo, signal);
			} catch (error) {
				if (!isAbort(error)) throw error;
			} finally {
				if (!signal.aborted) stopTrying();
			}
		},
		stopTrying,
		dropTrials() {
			stop.abort();
			set({ trials: undefined });
		},
	};
}
