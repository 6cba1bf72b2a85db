/** The interface of models that generate text word by word, and the scoring of a given prefix. */
import * as tf from '@tensorflow/tfjs-core';

/** A recurrent decoder with one state per row; rows may belong to different pictures. */
export interface WordModel {
	/** Id of the special token that starts a sentence. */
	readonly start: number;
	/** Id of the special token that ends a sentence. */
	readonly end: number;
	/** The states before the first word: joint vectors [pictures, width] to [pictures, state]. */
	initialState(points: tf.Tensor2D): tf.Tensor2D;
	/** Feeds one word to each row and returns the new states. @param words ids [rows], int32 */
	step(state: tf.Tensor2D, words: tf.Tensor1D): tf.Tensor2D;
	/** Scores of the next word before softmax, [rows, words]. */
	logits(state: tf.Tensor2D): tf.Tensor2D;
}

/** States after a prefix, and how likely each of its words was. */
export interface ScoredPrefix {
	/** [rows, hidden] */
	readonly state: tf.Tensor2D;
	/** For each row, the natural log-probability of each word given those before it. */
	readonly logProbabilities: readonly (readonly number[])[];
}

/** Feeds the start token and then the same words to every row, and scores them. The caller disposes of the state. */
export async function scorePrefix(
	model: WordModel,
	points: tf.Tensor2D,
	words: readonly number[],
): Promise<ScoredPrefix> {
	const rows = points.shape[0];
	const logProbabilityOf = (word: number, before: tf.Tensor2D) =>
		tf.tidy(() => {
			const logits = model.logits(before);
			return tf.sub<tf.Tensor2D>(tf.slice(logits, [0, word], [-1, 1]), tf.logSumExp(logits, 1, true));
		});
	const [state, scores] = tf.tidy(() => {
		const all = (word: number) => tf.fill([rows], word, 'int32') as tf.Tensor1D;
		let current = model.step(model.initialState(points), all(model.start));
		const columns: tf.Tensor2D[] = [];
		for (const word of words) {
			columns.push(logProbabilityOf(word, current));
			current = model.step(current, all(word));
		}
		return [current, columns.length > 0 ? tf.concat<tf.Tensor2D>(columns, 1) : undefined] as const;
	});
	const read = scores ? await scores.data() : [];
	scores?.dispose();
	const logProbabilities = Array.from({ length: rows }, (_, row) =>
		Array.from(read.slice(row * words.length, (row + 1) * words.length)),
	);
	return { state, logProbabilities };
}

/** One more word for a row of a state; a row may be extended several times, or not at all. */
export interface Extension {
	readonly row: number;
	readonly word: number;
}

/** Feeds one word for each extension, and returns the states in the order of the extensions. Disposes of `state`. */
export function extendStates(model: WordModel, state: tf.Tensor2D, extensions: readonly Extension[]): tf.Tensor2D {
	const rows = extensions.map(({ row }) => row);
	const words = extensions.map(({ word }) => word);
	const next = tf.tidy(() => model.step(gatherRows(state, rows), tf.tensor1d(words, 'int32')));
	state.dispose();
	return next;
}

/** Picks rows of a matrix by their indices; a row may occur several times. */
export function gatherRows(matrix: tf.Tensor2D, rows: readonly number[]): tf.Tensor2D {
	return tf.tidy(() => tf.gather(matrix, tf.tensor1d([...rows], 'int32')) as tf.Tensor2D);
}
