import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Engine } from '../../engine/protocol';
import { quoted } from '../../library/names';
import { forget, keep, type OnTrouble } from '../../storage/failures';
import { merged } from '../../storage/merged';
import type { Database } from '../../storage/types';
import { allowed, picked, weighed } from '../../ui/controls/blending';
import { createKeeping, type Keeping, newestFirst } from './keeping';
import type { StoryModels } from './models';
import { createOpening, type Opening } from './opening';
import type { StoryOptions } from './options';
import { defaultStoryOptions, genres } from './options';
import { byAge, createOwnStyles, type OwnStyles } from './ownStyles';
import { refit } from './pieces';
import { type KeptStory, type OwnStyle, type StoryState, type StoryStores, type StylePick, versionsOf } from './state';
import type { StoryJobs } from './types';
import { createWriting, type Writing } from './writing';

export interface Story extends StoreApi<StoryState>, Writing, OwnStyles, Keeping, Opening {
	/** Loads what was kept, and follows changes by other pages. Never fails: without storage everything stays in memory. */
	load(): Promise<void>;
	setModels(models: StoryModels): void;
	/** Selects a style. While blending it is added, or removed if it was selected. */
	pickStyle(style: StylePick): void;
	setBlending(blending: boolean): void;
	setWeight(key: string, weight: number): void;
	setOption<K extends keyof StoryOptions>(name: K, value: StoryOptions[K]): void;
	resetOptions(): void;
	setSeedLocked(locked: boolean): void;
	/** Shows the previous or next version. */
	step(by: -1 | 1): void;
	/** Replaces the text of the shown story. */
	edit(text: string): void;
}

export interface StoryTools {
	readonly database: Database<StoryStores>;
	/** Reports a problem to the visitor that does not stop the work. */
	readonly onTrouble: OnTrouble;
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

const named = ({ name }: OwnStyle): string => `The style ${quoted(name)}`;

/** Creates the Story tab's state and actions: settings, writing, versions, kept stories. */
export function createStory(engine: Pick<Engine<StoryJobs>, 'run'>, tools: StoryTools): Story {
	const store = createStore<StoryState>(() => initial);
	const { getState: get, setState: set } = store;
	const { newId = () => crypto.randomUUID(), now = () => new Date() } = tools;
	const { database, onTrouble } = tools;
	const writing = createWriting(store, engine, newId);

	const pickStyle = (style: StylePick): void =>
		set(({ styles, blending }) => ({ styles: picked(styles, style, blending) }));

	const ownStyles = createOwnStyles(store, {
		engine,
		async keep(style) {
			await keep(database, [{ store: 'storyStyles', put: style }], named(style), onTrouble);
		},
		async forget(style) {
			await forget(database, [{ store: 'storyStyles', remove: style.id }], named(style), onTrouble);
		},
		pick: pickStyle,
		newId,
		now,
	});

	const show = (
		stories: ReadonlyMap<string, KeptStory | undefined> | undefined,
		styles: ReadonlyMap<string, OwnStyle | undefined> | undefined,
	): void =>
		set(({ kept, ownStyles: own }) => ({
			kept: merged(kept, stories, newestFirst),
			ownStyles: merged(own, styles, byAge),
		}));

	let isFollowing = false;
	const read = async (): Promise<void> => {
		try {
			const [stories, styles] = await Promise.all([database.entries('stories'), database.entries('storyStyles')]);
			show(new Map(stories), new Map(styles));
			set({ storage: database.state });
		} catch {
			set({ storage: 'memory' });
		}
	};

	return {
		...store,
		...writing,
		...ownStyles,
		...createKeeping(store, { database, onTrouble, newId, now }),
		...createOpening(store, { writing, ownStyles, newId }),
		load() {
			if (!isFollowing) {
				isFollowing = true;
				database.watch({
					changed: ({ stories, storyStyles }) => show(stories, storyStyles),
					reread: () => void read(),
					state(storage) {
						if (get().storage !== 'opening') set({ storage });
					},
				});
			}
			return read();
		},
		setModels: (models) => set({ models }),
		pickStyle,
		setBlending: (blending) => set(({ styles }) => ({ blending, styles: allowed(styles, blending) })),
		setWeight: (key, weight) => set(({ styles }) => ({ styles: weighed(styles, key, weight) })),
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
