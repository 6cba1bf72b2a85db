import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Engine } from '../../engine/protocol';
import type { AtelierError } from '../../models/errors';
import { createKeeping, type Keeping, newestFirst } from './keeping';
import type { StoryModels } from './models';
import { createOpening, type Opening } from './opening';
import type { StoryOptions } from './options';
import { defaultStoryOptions, genres } from './options';
import { byAge, createOwnStyles, type OwnStyles } from './ownStyles';
import { refit } from './pieces';
import type { StoryShelf } from './shelf';
import { type StoryState, type StylePick, versionsOf } from './state';
import type { StoryJobs } from './types';
import { createVault } from './vault';
import { createWriting, type Writing } from './writing';

export interface Story extends StoreApi<StoryState>, Writing, OwnStyles, Keeping, Opening {
	/** Reads what earlier visits left. Never fails: without storage everything lives in memory. */
	load(): Promise<void>;
	setModels(models: StoryModels): void;
	/** Chooses a style; while blending it is added, or taken away when it was chosen already. */
	pickStyle(style: StylePick): void;
	setBlending(blending: boolean): void;
	setWeight(key: string, weight: number): void;
	setOption<K extends keyof StoryOptions>(name: K, value: StoryOptions[K]): void;
	resetOptions(): void;
	setSeedLocked(locked: boolean): void;
	/** The version before the shown one, or after it. */
	step(by: -1 | 1): void;
	/** Types into the shown story. */
	edit(text: string): void;
}

export interface StoryTools {
	readonly openShelf: () => Promise<StoryShelf>;
	/** Something to say to the visitor that stops nothing. */
	readonly onTrouble: (error: AtelierError) => void;
	readonly now?: () => Date;
	readonly newId?: () => string;
}

const firstStyle: StylePick = { kind: 'genre', key: genres[0]!.id, title: genres[0]!.label, weight: 1 };

const initial: StoryState = {
	styles: [firstStyle],
	blending: false,
	options: defaultStoryOptions,
	seedLocked: false,
	drafts: [],
	ownStyles: [],
	kept: [],
	storage: 'opening',
};

/** The Story tab without its page: what is chosen, the writing, the versions, what is kept. */
export function createStory(engine: Pick<Engine<StoryJobs>, 'run'>, tools: StoryTools): Story {
	const store = createStore<StoryState>(() => initial);
	const { getState: get, setState: set } = store;
	const { newId = () => crypto.randomUUID(), now = () => new Date() } = tools;
	const vault = createVault(tools.openShelf, tools.onTrouble);
	const writing = createWriting(store, engine, newId);

	const pickStyle = (style: StylePick): void =>
		set(({ styles, blending }) => {
			if (!blending) return { styles: [style] };
			const others = styles.filter(({ key }) => key !== style.key);
			return { styles: others.length < styles.length && others.length > 0 ? others : [...others, style] };
		});

	const ownStyles = createOwnStyles(store, {
		engine,
		keep: vault.putStyle,
		forget: vault.removeStyle,
		pick: pickStyle,
		newId,
		now,
	});

	return {
		...store,
		...writing,
		...ownStyles,
		...createKeeping(store, { vault, newId, now }),
		...createOpening(store, { writing, ownStyles, newId }),
		async load() {
			const found = await vault.open();
			if (found === undefined) return set({ storage: 'memory' });
			const { kept: fresh, ownStyles: read } = get();
			set({
				storage: 'kept',
				kept: [...fresh, ...found.stories].sort(newestFirst),
				ownStyles: [...found.styles, ...read].sort(byAge),
			});
			await Promise.all([...fresh.map(vault.putStory), ...read.map(vault.putStyle)]);
		},
		setModels: (models) => set({ models }),
		pickStyle,
		setBlending: (blending) => set(({ styles }) => ({ blending, styles: blending ? styles : styles.slice(-1) })),
		setWeight: (key, weight) =>
			set(({ styles }) => ({ styles: styles.map((style) => (style.key === key ? { ...style, weight } : style)) })),
		setOption: (name, value) => set(({ options }) => ({ options: { ...options, [name]: value } })),
		resetOptions: () => set({ options: defaultStoryOptions }),
		setSeedLocked: (seedLocked) => set({ seedLocked }),
		step(by) {
			const versions = versionsOf(get());
			const next = versions[versions.findIndex(({ id }) => id === get().shown) + by];
			if (next !== undefined) set({ shown: next.id });
		},
		edit: (text) =>
			set(({ drafts, shown }) => ({
				drafts: drafts.map((draft) =>
					draft.id === shown ? { ...draft, pieces: refit(draft.pieces, text), edited: true } : draft,
				),
			})),
	};
}
