import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Engine } from '../../engine/protocol';
import { AtelierError } from '../../models/errors';
import { allowed, picked, weighed } from '../../ui/controls/blending';
import type { Catalogue } from './catalogue';
import { type ClipOptions, defaultClipOptions } from './clips/options';
import type { PaintTools } from './finish';
import { defaultPaintOptions, type PaintOptions } from './options';
import type { OwnNetwork } from './ownNetwork/shared/types';
import { createPaintingJob, type PaintingJob } from './painting';
import { canvasOf, optionsOf } from './presets';
import { applyRecipe, choicesOf, type Restored } from './restore';
import type { Mask, PaintState, Photo, StylePick, View } from './state';
import { createTrials, type Trials } from './trials';
import type { PaintJobs, PresetId, Speed } from './types';

export interface Paint extends StoreApi<PaintState>, PaintingJob, Trials {
	setCatalogue(catalogue: Catalogue): void;
	setPhoto(photo: Photo): void;
	/** Chooses a style; while blending it is added, or taken away when it was chosen already. */
	pickStyle(style: StylePick): void;
	setBlending(blending: boolean): void;
	setWeight(key: string, weight: number): void;
	setOption<K extends keyof PaintOptions>(name: K, value: PaintOptions[K]): void;
	resetOptions(): void;
	setClipOption<K extends keyof ClipOptions>(name: K, value: ClipOptions[K]): void;
	resetClip(): void;
	setWholeClip(whole: boolean): void;
	/** Takes note of how long a film lasts, if it is still the photo's. */
	setFilmSeconds(hash: string, seconds: number): void;
	/** Sets size and steps by what this device can do, now and when that becomes better known. */
	setPreset(preset: PresetId): void;
	setSpeed(speed: Speed): void;
	setMask(mask: Mask | undefined): void;
	/** The studio's own network without an argument. Its layers come with it. */
	setNetwork(network?: OwnNetwork): void;
	setOwnNetworks(networks: readonly OwnNetwork[]): void;
	/** Back to the painting before, or to the photo. */
	undo(): void;
	/** Brings back the painting that was undone last. */
	redo(): void;
	/** Gives up the painting that was interrupted. */
	dropDraft(): void;
	show(view: View): void;
	/**
	 * Sets everything that a recipe names. A running painting keeps the settings it was started with.
	 * @param find a picture of the library by its hash
	 * @throws AtelierError `recipe-invalid`, before anything has changed
	 */
	restore(recipe: unknown, find: (hash: string) => Photo | undefined): Restored;
}

export const smallestStyle = 32;

const initial: PaintState = {
	styles: [],
	blending: false,
	options: defaultPaintOptions,
	clip: defaultClipOptions,
	wholeClip: true,
	network: 'perception',
	ownNetworks: [],
	paintings: [],
	undone: [],
	view: 'photo',
};

/** The state and actions of the Paint tab: choices, run, paintings. */
export function createPaint(engine: Engine<PaintJobs>, tools: PaintTools): Paint {
	const store = createStore<PaintState>(() => ({ ...initial, preset: tools.preset }));
	const { getState: get } = store;
	/** Changes the state; size and steps follow their preset. */
	const set = (change: Partial<PaintState> | ((state: PaintState) => Partial<PaintState>)): void =>
		store.setState((state) => followPreset({ ...state, ...(typeof change === 'function' ? change(state) : change) }));
	const followPreset = (state: PaintState): PaintState => {
		if (state.preset === undefined) return state;
		const { size, evaluations } = optionsOf(state.preset, canvasOf(state, tools.memoryBudget), state.options);
		if (size === state.options.size && evaluations === state.options.evaluations) return state;
		return { ...state, options: { ...state.options, size, evaluations } };
	};

	return {
		...store,
		...createPaintingJob(store, engine, tools),
		...createTrials(store, engine, tools),
		setCatalogue: (catalogue) =>
			set(({ styles }) => {
				const [first] = catalogue.styles;
				const chosen: StylePick[] = first ? [{ kind: 'pack', key: first.id, title: first.title, weight: 1 }] : [];
				return { catalogue, styles: styles.length > 0 ? styles : chosen };
			}),
		setPhoto: (photo) =>
			set((state) =>
				state.photo?.hash === photo.hash
					? { photo }
					: { photo, mask: undefined, view: 'photo', trials: undefined, wholeClip: true, filmSeconds: undefined },
			),
		pickStyle: (style) => {
			if (style.kind === 'picture' && Math.min(style.photo.width, style.photo.height) < smallestStyle) {
				const size = `${style.photo.width} × ${style.photo.height}`;
				throw new AtelierError(
					'picture-too-small',
					`“${style.title}” is only ${size} pixels: a style needs at least ${smallestStyle} on each side. Choose a larger picture.`,
				);
			}
			set(({ styles, blending }) => ({ styles: picked(styles, style, blending) }));
		},
		setBlending: (blending) => set(({ styles }) => ({ blending, styles: allowed(styles, blending) })),
		setWeight: (key, weight) => set(({ styles }) => ({ styles: weighed(styles, key, weight) })),
		setOption: (name, value) =>
			set(({ options, preset }) => ({
				options: { ...options, [name]: value },
				preset: name === 'size' || name === 'evaluations' ? undefined : preset,
			})),
		resetOptions: () =>
			set(({ network, ownNetworks }) => ({ options: optionsFor(network, ownNetworks), preset: tools.preset })),
		setClipOption: (name, value) => set(({ clip }) => ({ clip: { ...clip, [name]: value } })),
		resetClip: () => set({ clip: defaultClipOptions }),
		setWholeClip: (wholeClip) => set({ wholeClip }),
		setFilmSeconds: (hash, filmSeconds) => set(({ photo }) => (photo?.hash === hash ? { filmSeconds } : {})),
		setPreset: (preset) => set({ preset }),
		setSpeed: (speed) => set({ speed }),
		setMask: (mask) => set({ mask }),
		setNetwork: (own) =>
			set(({ options, styles }) => ({
				network: own?.key ?? 'perception',
				options: { ...options, ...layersFor(own) },
				styles: own === undefined ? styles : styles.filter(({ kind }) => kind === 'picture'),
			})),
		setOwnNetworks: (ownNetworks) => set({ ownNetworks }),
		undo: () =>
			set(({ paintings, undone, view }) => ({
				paintings: paintings.slice(0, -1),
				undone: [...undone, ...paintings.slice(-1)],
				view: paintings.length > 1 ? view : 'photo',
			})),
		redo: () =>
			set(({ paintings, undone }) => ({
				paintings: [...paintings, ...undone.slice(-1)],
				undone: undone.slice(0, -1),
				view: 'compare',
			})),
		dropDraft: () => set({ draft: undefined }),
		show: (view) => set({ view }),
		restore(recipe, find) {
			const before = get();
			const { state, notes } = applyRecipe(recipe, before, find);
			set(state);
			return {
				notes,
				undo: () =>
					set(({ paintings, view }) => ({
						...choicesOf(before),
						view: paintings === before.paintings ? before.view : view,
					})),
			};
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
