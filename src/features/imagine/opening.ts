/** Restores birds from their recipes. */
import type { StoreApi } from 'zustand/vanilla';
import { isSameBird } from './birds';
import type { Drawing } from './drawing';
import { type ReadImagineRecipe, readImagineRecipe } from './recipe';
import type { ImagineState, Sheet } from './state';
import type { Bird } from './types';

export interface Opening {
	/**
	 * Sets the sentence, the seed and every setting of a recipe.
	 * @throws AtelierError `recipe-invalid`, before anything has changed
	 */
	restore(raw: unknown): Restored;
	/**
	 * Draws the bird of a restored recipe.
	 * @returns sentences about what differs from the first drawing; undefined when it was cancelled
	 */
	drawAgain(recipe: ReadImagineRecipe): Promise<readonly string[] | undefined>;
	/**
	 * Shows a sheet that was drawn elsewhere, and sets its sentence and settings; once more, if it is there already.
	 * @returns what takes it away again and restores what was there before
	 */
	showSheet(sheet: Sheet): () => void;
}

export interface Restored extends ReadImagineRecipe {
	/** Restores the previous settings and sheet, and removes the bird of the recipe. Other sheets stay. */
	undo(): void;
}

export function createOpening({ getState: get, setState: set }: StoreApi<ImagineState>, drawing: Drawing): Opening {
	/** @param bird that was drawn from the recipe since then */
	function putBack(before: ImagineState, bird: Bird): void {
		const had = (id: string) => before.sheets.some((one) => one.id === id);
		const isOpened = ({ id, kind, birds }: Sheet) => !had(id) && kind === 'again' && isSameBird(birds[0], bird);
		const { sheets, shown, run } = get();
		const opened = sheets.filter(isOpened).map(({ id }) => id);
		if (run && opened.includes(run.sheet)) drawing.cancel();
		// The draft sheet was replaced by the restored bird.
		const replaced = before.sheets.filter(({ id, draft }) => draft && id === before.shown);
		const wasShown = shown === undefined || opened.includes(shown);
		set({
			text: before.text,
			options: before.options,
			seedLocked: before.seedLocked,
			sheets: [...sheets.filter((one) => !opened.includes(one.id) && !replaced.includes(one)), ...replaced],
			...(wasShown ? { shown: before.shown, chosen: before.chosen, walk: before.walk } : {}),
		});
	}

	function showSheet(sheet: Sheet): () => void {
		const { text, options, seedLocked, shown, chosen, walk } = get();
		const { seed, truncation, birds } = sheet;
		const others = (state: ImagineState) => state.sheets.filter(({ id }) => id !== sheet.id);
		set((state) => ({
			text: sheet.text,
			options: { ...state.options, samples: birds.length, truncation, seed },
			seedLocked: false,
			sheets: [...others(state), sheet],
			...{ shown: sheet.id, chosen: undefined, walk: undefined },
		}));
		return () =>
			set((state) => ({
				...{ text, options, seedLocked },
				sheets: others(state),
				...(state.shown === sheet.id ? { shown, chosen, walk } : {}),
			}));
	}

	return {
		showSheet,
		restore(raw) {
			const recipe = readImagineRecipe(raw);
			const before = get();
			const { bird, truncation, samples, bestOf } = recipe;
			set({ text: bird.text, options: { samples, bestOf, truncation, seed: bird.seed }, seedLocked: true });
			return { ...recipe, undo: () => putBack(before, recipe.bird) };
		},
		async drawAgain({ bird, truncation, bestOf, stages, modelHash }) {
			const { text, seed } = bird;
			const sheet = await drawing.drawPlan({
				kind: 'again',
				text,
				seed,
				truncation,
				stages,
				bestOf,
				birds: [bird],
				draft: false,
			});
			return sheet && isOther(sheet, modelHash)
				? ['It was drawn with another version of the networks, so the same settings give a different bird.']
				: sheet && [];
		},
	};
}

const isOther = ({ result }: Sheet, modelHash: string): boolean =>
	result !== undefined && modelHash !== '' && result.modelHash !== modelHash;
