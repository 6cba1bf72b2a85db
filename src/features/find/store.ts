/** The store of the Find tab: searches, the opened picture and its captions. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Captioning, createCaptioning } from './captioning';
import { createLooking, type Looking } from './looking';
import type { CaptionOptions } from './options';
import { defaultCaptionOptions, defaultInvertOptions, type InvertOptions } from './options';
import { createSearching, type FindTools, type Searching } from './searching';
import type { FindState, FindView } from './state';

export interface Find extends StoreApi<FindState>, Searching, Captioning, Looking {
	setView(view: FindView): void;
	open(hash: string | undefined): void;
	setCaptionOption<K extends keyof CaptionOptions>(name: K, value: CaptionOptions[K]): void;
	setInvertOption<K extends keyof InvertOptions>(name: K, value: InvertOptions[K]): void;
}

export function createFind(tools: FindTools): Find {
	const store = createStore<FindState>(() => ({
		view: 'grid',
		text: '',
		mode: 'joint',
		searching: false,
		gains: new Map(),
		attention: new Map(),
		captionOptions: defaultCaptionOptions,
		invertOptions: defaultInvertOptions,
	}));
	const { setState: set } = store;
	return {
		...store,
		...createSearching(store, tools),
		...createCaptioning(store, tools.engine, tools.index),
		...createLooking(store, tools.engine, tools.index),
		setView: (view) => set({ view }),
		open: (hash) =>
			set({
				opened: hash,
				newCaptions: undefined,
				alternatives: undefined,
				looking: undefined,
				attention: new Map(),
			}),
		setCaptionOption: (name, value) =>
			set(({ captionOptions }) => ({ captionOptions: { ...captionOptions, [name]: value } })),
		setInvertOption: (name, value) =>
			set(({ invertOptions }) => ({ invertOptions: { ...invertOptions, [name]: value } })),
	};
}
