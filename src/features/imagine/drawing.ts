/** Draws sheets of birds, one job at a time: a newer one replaces the older. */
import type { StoreApi } from 'zustand/vanilla';
import { createJobRunner } from '../../engine/jobs/runner';
import type { JobControl, PreparedRun } from '../../engine/jobs/types';
import type { Engine } from '../../engine/protocol';
import { neighboursOf, samplesOf, unusedSeed } from './birds';
import { checkSentence } from './checkSentence';
import { afterEvent, requestOf, startOf } from './run';
import { readSentence } from './sentence';
import { type ImagineState, type Run, type Sheet, shownBirds, shownSheet, shownWork } from './state';
import { tellsPart, toldOf } from './told';
import type { Bird, ImagineJobs } from './types';

/** What to draw: the fields of a sheet that are known before it is drawn. */
export type Plan = Pick<Sheet, 'kind' | 'text' | 'seed' | 'truncation' | 'stages' | 'birds' | 'draft'> &
	Partial<Pick<Sheet, 'best' | 'bestOf'>>;

/** Draws the birds that a sheet shows once more. */
const planOf = (sheet: Sheet): Plan => {
	const { kind, text, seed, truncation, stages, birds, draft, bestOf = 1 } = sheet;
	const shown = shownBirds(sheet).map((at) => birds[at] as Bird);
	return { kind, text, seed, truncation, stages, birds: shown, draft, bestOf };
};

export interface Drawing {
	/**
	 * Draws a sheet of the sentence with both stages. Resolves with it, or with undefined when it was cancelled.
	 * @param text default: the text of the sentence field
	 * @throws AtelierError `sentence-*` saying what is missing, before anything changes; what the job throws
	 */
	draw(text?: string): Promise<Sheet | undefined>;
	/** Draws other birds of the shown sheet's sentence, with a locked seed too. */
	drawMore(): Promise<Sheet | undefined>;
	/** Shows all birds of the shown sheet and finishes those that are sketches, or shows the best alone again. */
	showAll(all: boolean): Promise<void>;
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
		const places = before && (plan.draft || before.draft) ? shownBirds(before) : [];
		const isSame = places.length === plan.birds.length;
		const told = plan.birds.some(({ towards }) => towards) ? [] : toldOf(plan.text, state);
		const sheet: Sheet = {
			...plan,
			id: newId(),
			told,
			drawn: plan.birds.map((_, at) => {
				const earlier = isSame ? before?.drawn[places[at] as number] : undefined;
				const picture = earlier?.detail ?? earlier?.sketch ?? earlier?.before;
				return picture ? { before: picture } : {};
			}),
			conditionings: [],
		};
		set({
			sheets: [...sheets.filter((one) => !(one.draft && one.id === shown)), sheet].slice(-mostSheets),
			shown: sheet.id,
			chosen: isSame && chosen !== undefined ? places.indexOf(chosen) : plan.birds.length === 1 ? 0 : undefined,
			walk: undefined,
		});
		return {
			progress: startOf(sheet),
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
			const result = await engine.run('imagine', requestOf(sheet), {
				signal,
				finish,
				onProgress: (event) =>
					update((run) => {
						const after = afterEvent(run, current(), event);
						change(after.sheet);
						return after.run;
					}),
			});
			return keepDrawn(result);
		} catch (error) {
			keepDrawn();
			throw error;
		}
	}

	/** Draws the details of birds that are sketches. @param rest their indices on the sheet */
	async function finishRest(
		sheet: Sheet,
		rest: readonly number[],
		{ signal, finish, isDiscarded, update }: JobControl<Run>,
	): Promise<void> {
		const { birds, truncation, stages } = sheet;
		const request = { birds: rest.map((at) => birds[at] as Bird), truncation, stages };
		const current = (): Sheet => get().sheets.find(({ id }) => id === sheet.id) ?? sheet;
		try {
			await engine.run('imagine', request, {
				signal,
				finish,
				onProgress: (event) =>
					update((run) => {
						if (event.type === 'read') return { ...run, read: true };
						const placed = 'index' in event ? { ...event, index: rest[event.index] as number } : event;
						const after = afterEvent(run, current(), placed);
						change(after.sheet);
						return after.run;
					}),
			});
		} finally {
			if (isDiscarded()) change(sheet);
		}
	}

	const drawPlan = (plan: Plan) => runner.run(() => prepare(plan));

	/** Draws a sentence. Where it tells of parts, more sketches are drawn than birds are shown. */
	function drawSamples(text: string, seed: number): Promise<Sheet | undefined> {
		const { samples, bestOf, truncation } = get().options;
		set(({ options }) => ({ text, options: { ...options, seed } }));
		const isRanked = bestOf > 1 && tellsPart(toldOf(text, get()));
		const birds = samplesOf(text, seed, isRanked ? samples * bestOf : samples);
		const ranked = isRanked ? { best: samples } : {};
		return drawPlan({ kind: 'samples', text, seed, truncation, stages: 2, birds, draft: false, bestOf, ...ranked });
	}

	return {
		drawPlan,
		async draw(text = get().text) {
			checkSentence(text, get());
			const { options, sheets, seedLocked } = get();
			const shown = shownSheet(get());
			if (shown?.draft && shown.text === text && shown.truncation === options.truncation) {
				set({ text });
				return drawPlan({ ...planOf(shown), stages: 2, draft: false });
			}
			return drawSamples(text, seedLocked ? options.seed : unusedSeed(options.seed, sheets));
		},
		async drawMore() {
			const { options, sheets } = get();
			const shown = shownSheet(get());
			return shown && drawSamples(shown.text, unusedSeed(options.seed, sheets));
		},
		async showAll(showsAll) {
			const sheet = shownSheet(get());
			if (sheet === undefined) return;
			const shown = { ...sheet, showsAll };
			change(shown);
			const rest = shownBirds(shown).filter((at) => sheet.drawn[at]?.detail === undefined);
			if (!showsAll || sheet.stages === 1 || rest.length === 0) return;
			const wanted = { sketches: rest.length, details: rest.length };
			await runner.run(() => ({
				progress: { ...startOf(shown), wanted },
				work: (control) => finishRest(shown, rest, control),
			}));
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
			const plan = planOf(shown);
			const birds = plan.birds.map((bird): Bird => ({ ...bird, text }));
			return drawPlan({ ...plan, text, truncation: options.truncation, stages: 1, birds, draft: true });
		},
		stopAndKeep: runner.finish,
		cancel: () => void runner.discard(),
		dismissFailure: runner.dismiss,
	};
}
