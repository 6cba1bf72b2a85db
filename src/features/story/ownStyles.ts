/** Texts of the visitor's, read as styles and kept in this browser. */
import type { StoreApi } from 'zustand/vanilla';
import type { Engine } from '../../engine/protocol';
import { isAbort } from '../../models/errors';
import type { OwnStyle, StoryState, StylePick } from './state';
import type { EncodeStyleRequest, StoryJobs } from './types';

export interface OwnStyles {
	/**
	 * Has a text read, keeps what came of it, and chooses it. One after the other when several are asked for.
	 * Resolves with the style, or with undefined when it was given up.
	 * @throws AtelierError from the job, such as for a text of too few sentences
	 */
	addStyle(text: EncodeStyleRequest): Promise<OwnStyle | undefined>;
	/** Ends the reading of a text. */
	stopReading(): void;
	/** Keeps one that was read elsewhere, unless it is there; a recipe brings such. */
	adoptStyle(style: Omit<OwnStyle, 'id' | 'created'>): Promise<OwnStyle>;
	removeStyle(id: string): Promise<void>;
	restoreStyle(style: OwnStyle): Promise<void>;
}

interface Tools {
	readonly engine: Pick<Engine<StoryJobs>, 'run'>;
	/** Keeps it, or tells the visitor that it could not. */
	readonly keep: (style: OwnStyle) => Promise<void>;
	readonly forget: (id: string) => Promise<void>;
	readonly pick: (style: StylePick) => void;
	readonly newId: () => string;
	readonly now: () => Date;
}

export const pickOf = ({ id, name, vector, modelHash }: OwnStyle): StylePick => ({
	kind: 'own',
	key: id,
	title: name,
	vector,
	modelHash,
	weight: 1,
});

export const byAge = (a: OwnStyle, b: OwnStyle): number => a.created - b.created || a.id.localeCompare(b.id);

const areSame = (a: Float32Array, b: Float32Array): boolean =>
	a.length === b.length && a.every((value, at) => value === b[at]);

export function createOwnStyles({ getState: get, setState: set }: StoreApi<StoryState>, tools: Tools): OwnStyles {
	const { engine, keep, forget, pick } = tools;
	let controller: AbortController | undefined;
	/** Texts wait for the one before them. */
	let before: Promise<unknown> = Promise.resolve();

	async function insert(bare: Omit<OwnStyle, 'id' | 'created'>): Promise<OwnStyle> {
		const style = { ...bare, id: tools.newId(), created: tools.now().getTime() };
		set(({ ownStyles }) => ({ ownStyles: [...ownStyles, style].sort(byAge) }));
		await keep(style);
		return style;
	}

	async function read(request: EncodeStyleRequest): Promise<OwnStyle | undefined> {
		controller = new AbortController();
		const { signal } = controller;
		const { name } = request;
		set({ encoding: { name, done: 0, total: 0 } });
		try {
			const { vector, sentences, read, modelHash } = await engine.run('encodeStyle', request, {
				signal,
				onProgress: (event) =>
					set(({ encoding }) => {
						if (encoding === undefined) return {};
						if (event.type === 'loading') return { encoding: { ...encoding, loading: event } };
						return { encoding: { ...encoding, done: event.done, total: event.total } };
					}),
			});
			const style = await insert({ name, vector, sentences, read, modelHash });
			pick(pickOf(style));
			return style;
		} catch (error) {
			if (isAbort(error)) return undefined;
			throw error;
		} finally {
			controller = undefined;
			set({ encoding: undefined });
		}
	}

	return {
		addStyle(request) {
			const reading = before.then(() => read(request));
			before = reading.catch(() => undefined);
			return reading;
		},
		stopReading: () => controller?.abort(),
		async adoptStyle(style) {
			const known = get().ownStyles.find(({ vector }) => areSame(vector, style.vector));
			return known ?? insert(style);
		},
		async removeStyle(id) {
			set(({ ownStyles, styles }) => {
				const left = styles.filter(({ key }) => key !== id);
				return {
					ownStyles: ownStyles.filter((style) => style.id !== id),
					styles: left.length > 0 ? left : styles,
				};
			});
			await forget(id);
		},
		async restoreStyle(style) {
			if (get().ownStyles.some(({ id }) => id === style.id)) return;
			set(({ ownStyles }) => ({ ownStyles: [...ownStyles, style].sort(byAge) }));
			await keep(style);
		},
	};
}
