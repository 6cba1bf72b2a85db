import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Engine } from '../../engine/protocol';
import { createDrawing, type Drawing } from './drawing';
import { createInspecting, type Inspecting } from './inspecting';
import type { ImagineModels } from './models';
import { createOpening, type Opening } from './opening';
import type { ImagineOptions } from './options';
import { defaultImagineOptions, distanceOption } from './options';
import type { ImagineState } from './state';
import type { ImagineJobs } from './types';
import { createWalking, type Walking } from './walking';

export interface Imagine
	extends StoreApi<ImagineState>,
		Omit<Drawing, 'drawPlan' | 'redraw'>,
		Walking,
		Inspecting,
		Opening {
	setModels(models: ImagineModels): void;
	/** Sets the sentence. With the seed locked, the sketches on the page are redrawn after a pause in typing. */
	setText(text: string): Promise<void>;
	/** Sets an option. A change of truncation redraws sketches as `setText` does. */
	setOption<K extends keyof ImagineOptions>(name: K, value: ImagineOptions[K]): Promise<void>;
	resetOptions(): void;
	setSeedLocked(locked: boolean): void;
	setDistance(distance: number): void;
	/** Selects one bird of the shown sheet, or shows all of them. */
	choose(at: number | undefined): void;
	/** Shows the previous or next sheet. */
	step(by: -1 | 1): void;
}

export interface ImagineTools {
	readonly newId?: () => string;
	/** What is known of the networks, once it is loaded. A drawing waits for it, because it tells how many sketches to draw. */
	readonly models?: Promise<ImagineModels>;
	/** Resolves when the visitor has probably stopped typing. */
	readonly settled?: () => Promise<void>;
}

/** Pause after which typing counts as finished, ms: longer than between two letters of a slow typist. */
const typingPause = 350;
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, typingPause));

const initial: ImagineState = {
	text: '',
	options: defaultImagineOptions,
	seedLocked: false,
	distance: distanceOption.default,
	sheets: [],
};

/** The state and actions of the Imagine tab: sentence, sheets of birds, walk, inspections. */
export function createImagine(engine: Pick<Engine<ImagineJobs>, 'run'>, tools: ImagineTools = {}): Imagine {
	const store = createStore<ImagineState>(() => initial);
	const { getState: get, setState: set } = store;
	const { newId = () => crypto.randomUUID(), settled = pause } = tools;
	const { drawPlan, redraw, ...drawing } = createDrawing(store, { engine, newId });
	const walking = createWalking(store, engine);
	let typed = 0;
	let loading = tools.models?.then((models) => {
		setModels(models);
		loading = undefined;
	});

	function setModels({ bytes, vocabulary, parts }: ImagineModels): void {
		set({
			...(bytes === undefined ? {} : { downloadBytes: bytes }),
			...(vocabulary && { vocabulary }),
			...(parts && { parts }),
		});
	}

	/** Redraws the sketches after a pause in typing. */
	async function follow(): Promise<void> {
		const mine = ++typed;
		await settled();
		if (mine === typed) await redraw();
	}

	const choose = (at: number | undefined): void => {
		const towards = get().walk?.text ?? '';
		walking.dropLoop();
		set({ chosen: at, ...(at === undefined ? { walk: undefined } : {}) });
		// A walk to the same sentence starts again from the newly selected bird.
		if (at !== undefined && towards !== '') void walking.walkTowards(towards);
	};

	return {
		...store,
		...drawing,
		...walking,
		...createInspecting(store, engine),
		...createOpening(store, { ...drawing, redraw, drawPlan }),
		draw(text) {
			typed += 1; // what was typed is drawn now
			return loading ? loading.then(() => drawing.draw(text)) : drawing.draw(text);
		},
		setModels,
		async setText(text) {
			set({ text });
			await follow();
		},
		async setOption(name, value) {
			set(({ options }) => ({ options: { ...options, [name]: value } }));
			if (name === 'truncation') await follow();
		},
		resetOptions: () => set(({ options: { seed } }) => ({ options: { ...defaultImagineOptions, seed } })),
		setSeedLocked: (seedLocked) => set({ seedLocked }),
		setDistance: (distance) => set({ distance }),
		choose,
		step(by) {
			const { sheets } = get();
			const next = sheets[sheets.findIndex(({ id }) => id === get().shown) + by];
			if (next === undefined) return;
			walking.dropLoop();
			const { text, seed, kind } = next;
			set(({ options }) => ({
				shown: next.id,
				chosen: next.birds.length === 1 ? 0 : undefined,
				walk: undefined,
				text,
				...(kind === 'samples' ? { options: { ...options, seed } } : {}),
			}));
		},
	};
}
