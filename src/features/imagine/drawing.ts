/** Draws sheets of birds, one job at a time: a newer one replaces the older. */
import type { StoreApi } from 'zustand/vanilla';
import { createJobRunner } from '../../engine/jobs/runner';
import type { JobControl, PreparedRun } from '../../engine/jobs/types';
import type { Engine } from '../../engine/protocol';
import { neighboursOf, samplesOf, unusedSeed } from './birds';
import { checkSentence } from './checkSentence';
import { afterEvent } from './run';
import { readSentence } from './sentence';
import { type ImagineState, type Run, type Sheet, shownSheet, shownWork } from './state';
import type { Bird, ImagineJobs } from './types';

/** What to draw: the fields of a sheet that are known before it is drawn. */
export type Plan = Pick<Sheet, 'kind' | 'text' | 'seed' | 'truncation' | 'stages' | 'birds' | 'draft'>;

const planOf = ({ kind, text, seed, truncation, stages, birds, draft }: Sheet): Plan => ({
	kind,
	text,
	seed,
	truncation,
	stages,
	birds,
	draft,
});

export interface Drawing {
	/**
	 * Draws a sheet of the sentence with both stages. Resolves with it, or with undefined when it was cancelled.
	 * @param text default: the text of the sentence field
	 * @throws AtelierError `sentence-*` saying what is missing, before anything changes; what the job throws
	 */
	draw(text?: string): Promise<Sheet | undefined>;
	/** Draws eight variations of the selected bird: the same sentence, with noises close to its own. */
	moreLikeThis(): Promise<Sheet | undefined>;
	/** Draws the shown birds' sketches again from the current sentence, if the network reads it differently. */
	redraw(): Promise<Sheet | undefined>;
	drawPlan(plan: Plan): Promise<Sheet | undefined>;
	/** Ends at the next picture and keeps what is drawn. */
	stopAndKeep(): void;
	/** Ends at once and discards what was drawn. */
	cancel(): void;
	/** Clears the failure of the last sheet. */
	dismissFailure(): void;
}

/** Number of sheets that a visitor can step back through. */
const mostSheets = 20;

export function createDrawing(
	{ getState: get, setState: set }: StoreApi<ImagineState>,
	{ engine, newId }: { readonly engine: Pick<Engine<ImagineJobs>, 'run'>; readonly newId: () => string },
): Drawing {
	const runner = createJobRunner<Run>({ publish: set });

	const change = (sheet: Sheet) =>
		set(({ sheets }) => ({ sheets: sheets.map((one) => (one.id === sheet.id ? sheet : one)) }));

	/** Removes a sheet of which nothing was drawn, and shows what was shown before it. */
	function withdraw({ id }: Sheet, before: ImagineState): void {
		const replaced = before.sheets.filter((one) => one.draft && one.id === before.shown);
		set(({ sheets, shown, chosen }) => ({
			sheets: [...sheets.filter((one) => one.id !== id && !replaced.includes(one)), ...replaced],
			...(shown === id ? { shown: before.shown, chosen: before.chosen } : { shown, chosen }),
		}));
	}

	function prepare(plan: Plan): PreparedRun<Run, Sheet | undefined> {
		const state = get();
		const { sheets, shown, chosen } = state;
		const before = shownSheet(state);
		const isSame = before?.birds.length === plan.birds.length && (plan.draft || before.draft);
		const sheet: Sheet = {
			...plan,
			id: newId(),
			drawn: plan.birds.map((_, at) => {
				const earlier = isSame ? before.drawn[at] : undefined;
				const picture = earlier?.detail ?? earlier?.sketch ?? earlier?.before;
				return picture ? { before: picture } : {};
			}),
			conditionings: [],
		};
		set({
			sheets: [...sheets.filter((one) => !(one.draft && one.id === shown)), sheet].slice(-mostSheets),
			shown: sheet.id,
			chosen: isSame ? chosen : plan.birds.length === 1 ? 0 : undefined,
			walk: undefined,
		});
		return {
			progress: { sheet: sheet.id, read: false, sketches: 0, details: 0, seconds: 0 },
			work: (control) => work(sheet, control, state),
		};
	}

	async function work(
		sheet: Sheet,
		{ signal, finish, isDiscarded, update }: JobControl<Run>,
		before: ImagineState,
	): Promise<Sheet | undefined> {
		const current = (): Sheet => get().sheets.find(({ id }) => id === sheet.id) ?? sheet;
		/** Removes the birds that were not drawn. @returns undefined when none was */
		const keepDrawn = (result?: Sheet['result']): Sheet | undefined => {
			const kept = current();
			const count = kept.drawn.filter(({ sketch }) => sketch !== undefined).length;
			if (isDiscarded() || count === 0) {
				withdraw(sheet, before);
				return undefined;
			}
			const [birds, drawn] = [kept.birds.slice(0, count), kept.drawn.slice(0, count)];
			change({ ...kept, birds, drawn, ...(result && { result }) });
			set(({ chosen, shown }) =>
				shown === sheet.id && chosen !== undefined && chosen >= count ? { chosen: undefined } : {},
			);
			return current();
		};
		try {
			const { birds, truncation, stages } = sheet;
			const result = await engine.run(
				'imagine',
				{ birds, truncation, stages },
				{
					signal,
					finish,
					onProgress: (event) =>
						update((run) => {
							const after = afterEvent(run, current(), event);
							change(after.sheet);
							return after.run;
						}),
				},
			);
			return keepDrawn(result);
		} catch (error) {
			keepDrawn();
			throw error;
		}
	}

	const drawPlan = (plan: Plan) => runner.run(() => prepare(plan));

	return {
		drawPlan,
		async draw(text = get().text) {
			checkSentence(text, get());
			const { options, sheets, seedLocked } = get();
			const { samples, truncation } = options;
			const shown = shownSheet(get());
			if (shown?.draft && shown.text === text && shown.truncation === truncation) {
				set({ text });
				return drawPlan({ ...planOf(shown), stages: 2, draft: false });
			}
			const seed = seedLocked ? options.seed : unusedSeed(options, sheets);
			set({ text, options: { ...options, seed } });
			const birds = samplesOf(text, seed, samples);
			return drawPlan({ kind: 'samples', text, seed, truncation, stages: 2, birds, draft: false });
		},
		async moreLikeThis() {
			const { distance, sheets } = get();
			const work = shownWork(get());
			if (work === undefined) return undefined;
			const { bird, truncation } = work;
			const birds = neighboursOf(bird, distance, sheets.length);
			return drawPlan({ kind: 'near', text: bird.text, seed: bird.seed, truncation, stages: 2, birds, draft: false });
		},
		async redraw() {
			const { text, vocabulary, seedLocked, options } = get();
			const shown = shownSheet(get());
			if (!seedLocked || vocabulary === undefined || shown === undefined) return undefined;
			const reading = readSentence(text, vocabulary);
			const isAsShown =
				reading.read === readSentence(shown.text, vocabulary).read && shown.truncation === options.truncation;
			if (reading.problem !== undefined || isAsShown) return undefined;
			const birds = shown.birds.map((bird): Bird => ({ ...bird, text }));
			return drawPlan({ ...planOf(shown), text, truncation: options.truncation, stages: 1, birds, draft: true });
		},
		stopAndKeep: runner.finish,
		cancel: () => void runner.discard(),
		dismissFailure: runner.dismiss,
	};
}
