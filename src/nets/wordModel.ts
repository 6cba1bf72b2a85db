/** What says words one after the other, and how likely given words are to it. */
import {
	concat,
	fill,
	gather,
	logSumExp,
	slice,
	sub,
	type Tensor1D,
	type Tensor2D,
	tensor1d,
	tidy,
} from '@tensorflow/tfjs-core';

/** A recurrent decoder: one state a row, rows of several pictures side by side. */
export interface WordModel {
	/** Ids of the signs for a sentence's start and end. */
	readonly start: number;
	readonly end: number;
	/** States that have seen pictures and heard nothing yet: points [rows, width] to [rows, hidden]. */
	see(points: Tensor2D): Tensor2D;
	/** States that have heard one more word each: ids [rows], int32. */
	hear(state: Tensor2D, words: Tensor1D): Tensor2D;
	/** What comes next, [rows, words], before softmax. */
	logits(state: Tensor2D): Tensor2D;
}

/** What a row has heard, and how likely it was to say each word of it. */
export interface Recital {
	/** [rows, hidden] */
	readonly state: Tensor2D;
	/** Natural logarithm, of each row, of each word after those before it. */
	readonly logProbabilities: readonly (readonly number[])[];
}

/** Lets every row hear the start sign and then the same words. The caller disposes of the state. */
export async function recite(model: WordModel, points: Tensor2D, words: readonly number[]): Promise<Recital> {
	const rows = points.shape[0];
	const logProbabilityOf = (word: number, heard: Tensor2D) =>
		tidy(() => {
			const logits = model.logits(heard);
			return sub<Tensor2D>(slice(logits, [0, word], [-1, 1]), logSumExp(logits, 1, true));
		});
	const [state, told] = tidy(() => {
		const all = (word: number) => fill([rows], word, 'int32') as Tensor1D;
		let heard = model.hear(model.see(points), all(model.start));
		const columns: Tensor2D[] = [];
		for (const word of words) {
			columns.push(logProbabilityOf(word, heard));
			heard = model.hear(heard, all(word));
		}
		return [heard, columns.length > 0 ? concat<Tensor2D>(columns, 1) : undefined] as const;
	});
	const read = told ? await told.data() : [];
	told?.dispose();
	const logProbabilities = Array.from({ length: rows }, (_, row) =>
		Array.from(read.slice(row * words.length, (row + 1) * words.length)),
	);
	return { state, logProbabilities };
}

/** One more word for a row of a state; a row may go on several ways, or not at all. */
export interface Step {
	readonly row: number;
	readonly word: number;
}

/** States that have heard a word more, one for each step, in the order of the steps. Disposes of `state`. */
export function goOn(model: WordModel, state: Tensor2D, steps: readonly Step[]): Tensor2D {
	const ids = (values: number[]) => tensor1d(values, 'int32');
	const next = tidy(() => {
		const chosen = gather(state, ids(steps.map(({ row }) => row))) as Tensor2D;
		return model.hear(chosen, ids(steps.map(({ word }) => word)));
	});
	state.dispose();
	return next;
}
