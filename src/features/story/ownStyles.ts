/** Texts of the visitor's, read as styles and kept in this browser. */
import type { StoreApi } from 'zustand/vanilla';
import { createJobRunner } from '../../engine/jobs/runner';
import type { JobControl } from '../../engine/jobs/types';
import type { Engine } from '../../engine/protocol';
import type { Encoding, OwnStyle, StoryState, StylePick } from './state';
import type { EncodeStyleRequest, StoryJobs } from './types';

export interface OwnStyles {
	/**
	 * Has a text read, keeps what came of it, and chooses it. One after the other when several are asked for.
	 * Resolves with the style, or with undefined when it was given up.
	 * @throws AtelierError from the job, such as for a text of too few sentences
	 */
	addStyle(text: EncodeStyleRequest): Promise<OwnStyle | undefined>;
	/** Ends the reading of a text; texts that wait are read all the same. */
	stopReading(): void;
	/** Forgets why the last text could not be read. */
	dismissReading(): void;
	/** Keeps one that was read elsewhere, unless it is there; a recipe brings such. */
	adoptStyle(style: Omit<OwnStyle, 'id' | 'created'>): Promise<OwnStyle>;
	removeStyle(id: string): Promise<void>;
	restoreStyle(style: OwnStyle): Promise<void>;
}

interface Tools {
	readonly engine: Pick<Engine<StoryJobs>, 'run'>;
	/** Keeps it, or tells the visitor that it could not. */
	readonly keep: (style: OwnStyle) => Promise<void>;
	readonly forget: (style: OwnStyle) => Promise<void>;
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
	const runner = createJobRunner<Encoding>({
		secondRun: 'queue',
		publish: ({ run, failure }) => set({ encoding: run, encodingFailure: failure }),
	});

	async function insert(bare: Omit<OwnStyle, 'id' | 'created'>): Promise<OwnStyle> {
		const style = { ...bare, id: tools.newId(), created: tools.now().getTime() };
		set(({ ownStyles }) => ({ ownStyles: [...ownStyles, style].sort(byAge) }));
		await keep(style);
		return style;
	}

	async function read(
		request: EncodeStyleRequest,
		{ signal, update }: JobControl<Encoding>,
	): Promise<OwnStyle | undefined> {
		const { vector, sentences, read, modelHash } = await engine.run('encodeStyle', request, {
			signal,
			onProgress: (event) =>
				update((encoding) =>
					event.type === 'loading'
						? { ...encoding, loading: event }
						: { ...encoding, done: event.done, total: event.total },
				),
		});
		const style = await insert({ name: request.name, vector, sentences, read, modelHash });
		pick(pickOf(style));
		return style;
	}

	return {
		addStyle: (request) =>
			runner.run(() => ({
				progress: { name: request.name, done: 0, total: 0 },
				work: (control) => read(request, control),
			})),
		stopReading: () => void runner.abort(),
		dismissReading: runner.dismiss,
		async adoptStyle(style) {
			const known = get().ownStyles.find(({ vector }) => areSame(vector, style.vector));
			return known ?? insert(style);
		},
		async removeStyle(id) {
			const style = get().ownStyles.find((one) => one.id === id);
			if (style === undefined) return;
			set(({ ownStyles, styles }) => {
				const left = styles.filter(({ key }) => key !== id);
				return {
					ownStyles: ownStyles.filter((one) => one !== style),
					styles: left.length > 0 ? left : styles,
				};
			});
			await forget(style);
		},
		async restoreStyle(style) {
			if (get().ownStyles.some(({ id }) => id === style.id)) return;
			set(({ ownStyles }) => ({ ownStyles: [...ownStyles, style].sort(byAge) }));
			await keep(style);
		},
	};
}
