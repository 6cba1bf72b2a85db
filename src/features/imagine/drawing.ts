/** Having sheets of birds drawn: one job at a time, a newer wish ends the older job first. */
import type { StoreApi } from 'zustand/vanilla';
import type { Engine } from '../../engine/protocol';
import { AtelierError, isAbort } from '../../models/errors';
import { neighboursOf, samplesOf, unusedSeed } from './birds';
import { checkSentence } from './checkSentence';
import { afterEvent } from './run';
import { readSentence } from './sentence';
import { type ImagineState, type Sheet, shownSheet, shownWork } from './state';
import type { Bird, ImagineJobs } from './types';

/** What is to be drawn; everything else of a sheet follows from it. */
export type Plan = Pick<Sheet, 'kind' | 'text' | 'seed' | 'truncation' | 'stages' | 'birds' | 'passing'>;

const planOf = ({ kind, text, seed, truncation, stages, birds, passing }: Sheet): Plan => ({
	kind,
	text,
	seed,
	truncation,
	stages,
	birds,
	passing,
});

export interface Drawing {
	/**
	 * A sheet of the sentence, by both stages. Resolves with it, or with undefined when it was given up.
	 * @param text in place of what stands in the field
	 * @throws AtelierError `sentence-*` saying what is missing, before anything changes; what the job throws
	 */
	draw(text?: string): Promise<Sheet | undefined>;
	/** Eight birds of the chosen one's sentence, with noises near its own. */
	moreLikeThis(): Promise<Sheet | undefined>;
	/** The shown birds' sketches once more, of the sentence as it stands now, if that reads otherwise. */
	redraw(): Promise<Sheet | undefined>;
	drawPlan(plan: Plan): Promise<Sheet | undefined>;
	/** Ends at the next picture, with what is there. */
	stopAndKeep(): void;
	/** Ends at once, and what was drawn goes. */
	cancel(): void;
}

/** Sheets of a visit that can be gone back to. */
const mostSheets = 20;

interface Controls {
	readonly abort: AbortController;
	readonly finish: AbortController;
	/** Whether pictures that are there go with it. */
	discarding: boolean;
	/** Settles, never fails, once the job has ended. */
	ended: Promise<unknown>;
}

export function createDrawing(
	{ getState: get, setState: set }: StoreApi<ImagineState>,
	{ engine, newId }: { readonly engine: Pick<Engine<ImagineJobs>, 'run'>; readonly newId: () => string },
): Drawing {
	let controls: Controls | undefined;
	/** Only the newest wish is followed. */
	let wish = 0;

	const update = (sheet: Sheet) =>
		set(({ sheets }) => ({ sheets: sheets.map((one) => (one.id === sheet.id ? sheet : one)) }));

	/** Ends the job under way and waits until it has. @returns whether no newer wish came meanwhile */
	async function takeTurn(): Promise<boolean> {
		const mine = ++wish;
		controls?.abort.abort();
		await controls?.ended;
		return mine === wish;
	}

	async function drawPlan(plan: Plan): Promise<Sheet | undefined> {
		if (!(await takeTurn())) return undefined;
		const { sheets, shown, chosen } = get();
		const before = shownSheet(get());
		const isSame = before?.birds.length === plan.birds.length && (plan.passing || before.passing);
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
		const mine: Controls = {
			abort: new AbortController(),
			finish: new AbortController(),
			discarding: false,
			ended: Promise.resolve(),
		};
		controls = mine;
		set({
			sheets: [...sheets.filter((one) => !(one.passing && one.id === shown)), sheet].slice(-mostSheets),
			shown: sheet.id,
			chosen: isSame ? chosen : plan.birds.length === 1 ? 0 : undefined,
			walk: undefined,
			run: { sheet: sheet.id, finishing: false, read: false, sketches: 0, details: 0, seconds: 0 },
			failure: undefined,
		});
		const work = follow(sheet, mine, { sheets, shown, chosen });
		mine.ended = work.catch(() => undefined);
		return work;
	}

	async function follow(sheet: Sheet, by: Controls, before: Partial<ImagineState>): Promise<Sheet | undefined> {
		const current = (): Sheet => get().sheets.find(({ id }) => id === sheet.id) ?? sheet;
		/** Without the places that nothing was drawn for. @returns undefined when that is all of it */
		const keepDrawn = (result?: Sheet['result']): Sheet | undefined => {
			const kept = current();
			const count = kept.drawn.filter(({ sketch }) => sketch !== undefined).length;
			if (by.discarding || count === 0) {
				set(before);
				return undefined;
			}
			const [birds, drawn] = [kept.birds.slice(0, count), kept.drawn.slice(0, count)];
			update({ ...kept, birds, drawn, ...(result && { result }) });
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
					signal: by.abort.signal,
					finish: by.finish.signal,
					onProgress: (event) => {
						const { run } = get();
						if (run?.sheet !== sheet.id) return;
						const after = afterEvent(run, current(), event);
						update(after.sheet);
						set({ run: after.run });
					},
				},
			);
			return keepDrawn(result);
		} catch (error) {
			keepDrawn();
			if (isAbort(error)) return undefined;
			if (error instanceof AtelierError) set({ failure: error });
			throw error;
		} finally {
			if (controls === by) controls = undefined;
			set({ run: undefined });
		}
	}

	return {
		drawPlan,
		async draw(text = get().text) {
			checkSentence(text, get());
			const { options, sheets, seedLocked } = get();
			const { samples, truncation } = options;
			const shown = shownSheet(get());
			if (shown?.passing && shown.text === text && shown.truncation === truncation) {
				set({ text });
				return drawPlan({ ...planOf(shown), stages: 2, passing: false });
			}
			const seed = seedLocked ? options.seed : unusedSeed(options, sheets);
			set({ text, options: { ...options, seed } });
			const birds = samplesOf(text, seed, samples);
			return drawPlan({ kind: 'samples', text, seed, truncation, stages: 2, birds, passing: false });
		},
		async moreLikeThis() {
			const { distance, sheets } = get();
			const work = shownWork(get());
			if (work === undefined) return undefined;
			const { bird, truncation } = work;
			const birds = neighboursOf(bird, distance, sheets.length);
			return drawPlan({ kind: 'near', text: bird.text, seed: bird.seed, truncation, stages: 2, birds, passing: false });
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
			return drawPlan({ ...planOf(shown), text, truncation: options.truncation, stages: 1, birds, passing: true });
		},
		stopAndKeep() {
			set(({ run }) => (run ? { run: { ...run, finishing: true } } : {}));
			controls?.finish.abort();
		},
		cancel() {
			if (controls === undefined) return;
			controls.discarding = true;
			controls.abort.abort();
		},
	};
}
