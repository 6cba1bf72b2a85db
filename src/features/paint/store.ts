import { createStore, type StoreApi } from 'zustand/vanilla';
import { createPauseSwitch } from '../../engine/pause';
import type { Engine } from '../../engine/protocol';
import { AtelierError, isAbort } from '../../models/errors';
import type { Catalogue } from './catalogue';
import { finishPainting, type PaintTools, startFrames } from './finish';
import { defaultPaintOptions, type PaintOptions } from './options';
import type { OwnNetwork } from './ownNetwork/shared/types';
import { applyRecipe, type Restored } from './restore';
import { afterProgress, requestOf } from './run';
import type { Mask, Painting, PaintState, Photo, StylePick, View } from './state';
import type { PaintJobs, PaintRequest } from './types';

export interface Paint extends StoreApi<PaintState> {
	setCatalogue(catalogue: Catalogue): void;
	setPhoto(photo: Photo): void;
	/** Chooses a style; while blending it is added, or taken away when it was chosen already. */
	pickStyle(style: StylePick): void;
	setBlending(blending: boolean): void;
	setWeight(key: string, weight: number): void;
	setOption<K extends keyof PaintOptions>(name: K, value: PaintOptions[K]): void;
	resetOptions(): void;
	setMask(mask: Mask | undefined): void;
	/** The studio's own network without an argument. Its layers come with it. */
	setNetwork(network?: OwnNetwork): void;
	setOwnNetworks(networks: readonly OwnNetwork[]): void;
	/**
	 * Paints with what is chosen now. Resolves with the painting, or with undefined when it was discarded.
	 * @throws AtelierError from the job; the paintings before stay
	 */
	paint(): Promise<Painting | undefined>;
	setPaused(paused: boolean): void;
	/** Ends at the next step, with what is there as the painting. */
	stopAndKeep(): void;
	discard(): void;
	/** Back to the painting before, or to the photo. */
	undo(): void;
	show(view: View): void;
	/** @param find a picture of the library by its hash @throws AtelierError `recipe-invalid` */
	restore(recipe: unknown, find: (hash: string) => Photo | undefined): Restored;
}

/** Each painting holds its pixels and its film: few are enough, the library has them all. */
const paintingsKept = 6;
export const smallestStyle = 32;

const initial: PaintState = {
	styles: [],
	blending: false,
	options: defaultPaintOptions,
	network: 'perception',
	ownNetworks: [],
	paintings: [],
	view: 'photo',
};

/** The Paint tab without its page: what is chosen, the run, the paintings. */
export function createPaint(engine: Engine<PaintJobs>, tools: PaintTools): Paint {
	const store = createStore<PaintState>(() => initial);
	const { getState: get, setState: set } = store;
	let controls: { abort: AbortController; finish: AbortController } | undefined;
	const pause = createPauseSwitch();
	pause.subscribe((paused) => set(({ run }) => (run ? { run: { ...run, paused } } : {})));

	async function paint(): Promise<Painting | undefined> {
		if (controls !== undefined) return undefined;
		const state = get();
		const request = requestOf(state);
		controls = { abort: new AbortController(), finish: new AbortController() };
		pause.set(false);
		set({ run: { paused: false, finishing: false, waiting: { what: 'Starting' }, trace: [] }, failure: undefined });
		try {
			const painting = await work(request, state, controls);
			set(({ paintings }) => ({
				paintings: [...paintings, painting].slice(-paintingsKept),
				view: 'compare',
			}));
			return painting;
		} catch (error) {
			if (isAbort(error)) return undefined;
			if (error instanceof AtelierError) set({ failure: error });
			throw error;
		} finally {
			controls = undefined;
			set({ run: undefined });
		}
	}

	async function work(request: PaintRequest, state: PaintState, by: NonNullable<typeof controls>): Promise<Painting> {
		const frames = startFrames(tools);
		const result = await engine.run('paint', request, {
			signal: by.abort.signal,
			finish: by.finish.signal,
			pause,
			onProgress: (event) => {
				set(({ run }) => (run ? { run: afterProgress(run, event) } : {}));
				if (event.type === 'step' && event.preview) frames.offer(event.evaluation, event.preview);
				if (event.type === 'smaller') tools.tell(event.why);
			},
		});
		return finishPainting(state, result, frames, tools);
	}

	return {
		...store,
		paint,
		setCatalogue: (catalogue) =>
			set(({ styles }) => {
				const [first] = catalogue.styles;
				const chosen: StylePick[] = first ? [{ kind: 'pack', key: first.id, title: first.title, weight: 1 }] : [];
				return { catalogue, styles: styles.length > 0 ? styles : chosen };
			}),
		setPhoto: (photo) =>
			set((state) => (state.photo?.hash === photo.hash ? { photo } : { photo, mask: undefined, view: 'photo' })),
		pickStyle: (style) => {
			if (style.kind === 'picture' && Math.min(style.photo.width, style.photo.height) < smallestStyle) {
				const size = `${style.photo.width} × ${style.photo.height}`;
				throw new AtelierError(
					'picture-too-small',
					`“${style.title}” is only ${size} pixels: a style needs at least ${smallestStyle} on each side. Choose a larger picture.`,
				);
			}
			set(({ styles, blending }) => {
				if (!blending) return { styles: [style] };
				const others = styles.filter(({ key }) => key !== style.key);
				return { styles: others.length < styles.length && others.length > 0 ? others : [...others, style] };
			});
		},
		setBlending: (blending) => set(({ styles }) => ({ blending, styles: blending ? styles : styles.slice(-1) })),
		setWeight: (key, weight) =>
			set(({ styles }) => ({ styles: styles.map((style) => (style.key === key ? { ...style, weight } : style)) })),
		setOption: (name, value) => set(({ options }) => ({ options: { ...options, [name]: value } })),
		resetOptions: () => set(({ network, ownNetworks }) => ({ options: optionsFor(network, ownNetworks) })),
		setMask: (mask) => set({ mask }),
		setNetwork: (own) =>
			set(({ options, styles }) => ({
				network: own?.key ?? 'perception',
				options: { ...options, ...layersFor(own) },
				styles: own === undefined ? styles : styles.filter(({ kind }) => kind === 'picture'),
			})),
		setOwnNetworks: (ownNetworks) => set({ ownNetworks }),
		setPaused: (paused) => pause.set(paused),
		stopAndKeep: () => {
			set(({ run }) => (run ? { run: { ...run, finishing: true } } : {}));
			pause.set(false); // a paused job comes to no next step
			controls?.finish.abort();
		},
		discard: () => controls?.abort.abort(),
		undo: () =>
			set(({ paintings, view }) => ({
				paintings: paintings.slice(0, -1),
				view: paintings.length > 1 ? view : 'photo',
			})),
		show: (view) => set({ view }),
		restore(recipe, find) {
			const restored = applyRecipe(recipe, get(), find);
			set(restored.state);
			return restored;
		},
	};
}

/** The layers that fit a network, as options. */
const layersFor = (own?: OwnNetwork): Pick<PaintOptions, 'contentLayers' | 'styleLayers'> => ({
	contentLayers: own?.contentLayers ?? defaultPaintOptions.contentLayers,
	styleLayers: own?.styleLayers ?? defaultPaintOptions.styleLayers,
});

const optionsFor = (network: string, own: readonly OwnNetwork[]): PaintOptions => ({
	...defaultPaintOptions,
	...layersFor(own.find(({ key }) => key === network)),
});
