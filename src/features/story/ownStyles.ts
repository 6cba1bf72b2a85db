/** Styles made from the visitor's own texts, kept in this browser. */
import type { StoreApi } from 'zustand/vanilla';
import { createJobRunner } from '../../engine/jobs/runner';
import type { JobControl } from '../../engine/jobs/types';
import type { Engine } from '../../engine/protocol';
import type { Encoding, OwnStyle, StoryState, StylePick } from './state';
import type { EncodeStyleRequest, StoryJobs } from './types';

export interface OwnStyles {
	/**
	 * Encodes a text as a style, keeps the style and selects it. Several texts are encoded one after the other.
	 * Resolves with the style, or with undefined when it is cancelled.
	 * @throws AtelierError from the job, for example when the text has too few sentences
	 */
	addStyle(text: EncodeStyleRequest): Promise<OwnStyle | undefined>;
	/** Stops encoding the current text. Queued texts are still encoded. */
	stopReading(): void;
	/** Clears the last failure. */
	dismissReading(): void;
	/** Keeps a style from a recipe. @returns the existing style if one has the same vector */
	adoptStyle(style: Omit<OwnStyle, 'id' | 'created'>): Promise<OwnStyle>;
	removeStyle(id: string): Promise<void>;
	restoreStyle(style: OwnStyle): Promise<void>;
}

interface Tools {
	readonly engine: Pick<Engine<StoryJobs>, 'run'>;
	/** Writes the style to storage; reports a failure to the visitor. */
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

const areEqual = (a: Float32Array, b: Float32Array): boolean =>
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
			const known = get().ownStyles.find(({ vector }) => areEqual(vector, style.vector));
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
