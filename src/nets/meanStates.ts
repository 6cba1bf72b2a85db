/** Runs a recurrent network over a batch of sentences and averages each sentence's states over its words. */
import * as tf from '@tensorflow/tfjs-core';

/** The tensors of a cell's state, each [rows, hidden]; the first is the output. */
export type CellState = readonly [tf.Tensor2D, ...tf.Tensor2D[]];

export interface Cell {
	/** Computes the input's part of the gates, [words, gates]. @param words ids, int32 */
	gates(words: tf.Tensor1D): tf.Tensor2D;
	/** Computes the next state. @param before absent: zeros */
	step(gates: tf.Tensor2D, before?: CellState): CellState;
}

/**
 * Averages the states of each sentence. Sentences are sorted by length, so that no step is spent on one that has ended.
 *
 * @param sentences token ids; at least one sentence, none empty
 * @returns [sentences, hidden], in the order given
 */
export function meanStates(cell: Cell, sentences: readonly (readonly number[])[]): tf.Tensor2D {
	return tf.tidy(() => {
		const order = [...sentences.keys()].sort((a, b) => lengthOf(sentences, b) - lengthOf(sentences, a));
		const ordered = order.map((at) => sentences[at] as readonly number[]);
		const times = Array.from({ length: ordered[0]?.length ?? 0 }, (_, time) =>
			ordered.filter(({ length }) => length > time).map((words) => words[time] as number),
		);
		const gates = cell.gates(tf.tensor1d(times.flat(), 'int32'));
		let from = 0;
		let state: CellState | undefined;
		let total: tf.Tensor2D | undefined;
		const ended: tf.Tensor2D[] = [];
		for (const { length: rows } of times) {
			if (state && total && total.shape[0] > rows) {
				ended.unshift(tf.slice(total, [rows, 0]));
				total = first(total, rows);
				state = state.map((part) => first(part, rows)) as unknown as CellState;
			}
			state = cell.step(tf.slice(gates, [from, 0], [rows, -1]), state);
			total = total ? tf.add<tf.Tensor2D>(total, state[0]) : state[0];
			from += rows;
		}
		const all = tf.concat<tf.Tensor2D>([total as tf.Tensor2D, ...ended], 0);
		const lengths = tf.tensor2d(
			ordered.map(({ length }) => length),
			[ordered.length, 1],
		);
		const positions = order.map((_, sentence) => order.indexOf(sentence));
		return tf.gather(tf.div(all, lengths), tf.tensor1d(positions, 'int32')) as tf.Tensor2D;
	});
}

const lengthOf = (sentences: readonly (readonly number[])[], at: number) => (sentences[at] as readonly number[]).length;

const first = (rows: tf.Tensor2D, count: number): tf.Tensor2D => tf.slice(rows, [0, 0], [count, -1]);
