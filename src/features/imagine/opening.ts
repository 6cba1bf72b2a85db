/** Birds that come back by their recipe. */
import type { StoreApi } from 'zustand/vanilla';
import type { Drawing } from './drawing';
import { type ReadImagineRecipe, readImagineRecipe } from './recipe';
import type { ImagineState, Sheet } from './state';

export interface Opening {
	/**
	 * Sets the sentence, the seed and every setting of a recipe.
	 * @throws AtelierError `recipe-invalid`, before anything has changed
	 */
	restore(raw: unknown): ReadImagineRecipe;
	/**
	 * Draws the bird of a restored recipe.
	 * @returns what differs from when it was first drawn, in sentences; undefined when it was given up
	 */
	drawAgain(recipe: ReadImagineRecipe): Promise<readonly string[] | undefined>;
}

export function createOpening({ setState: set }: StoreApi<ImagineState>, drawing: Drawing): Opening {
	return {
		restore(raw) {
			const recipe = readImagineRecipe(raw);
			const { bird, truncation, samples } = recipe;
			set({ text: bird.text, options: { samples, truncation, seed: bird.seed }, seedLocked: true });
			return recipe;
		},
		async drawAgain({ bird, truncation, stages, modelHash }) {
			const { text, seed } = bird;
			const sheet = await drawing.drawPlan({
				kind: 'again',
				text,
				seed,
				truncation,
				stages,
				birds: [bird],
				passing: false,
			});
			return sheet && isOther(sheet, modelHash)
				? ['It was drawn with another version of the networks: the same settings give another bird.']
				: sheet && [];
		},
	};
}

const isOther = ({ result }: Sheet, modelHash: string): boolean =>
	result !== undefined && modelHash !== '' && result.modelHash !== modelHash;
