/** Runs a recurrent network over a batch of sentences and averages each sentence's states over its words. */
import {
	add,
	concat,
	div,
	gather,
	slice,
	type Tensor1D,
	type Tensor2D,
	tensor1d,
	tensor2d,
	tidy,
} from '@tensorflow/tfjs-core';

/** The tensors of a cell's state, each [rows, hidden]; the first is the output. */
export type CellState = readonly [Tensor2D, ...Tensor2D[]];

export interface Cell {
	/** Computes the input's part of the gates, [words, gates]. @param words ids, int32 */
	gates(words: Tensor1D): Tensor2D;
	/** Computes the next state. @param before absent: zeros */
	step(gates: Tensor2D, before?: CellState): CellState;
}

/**
 * Averages the states of each sentence. Sentences are sorted by length, so that no step is spent on one that has ended.
 *
 * @param sentences token ids; at least one sentence, none empty
 * @returns [sentences, hidden], in the order given
 */
export function meanStates(cell: Cell, sentences: readonly (readonly number[])[]): Tensor2D {
	return tidy(() => {
		const order = [...sentences.keys()].sort((a, b) => lengthOf(sentences, b) - lengthOf(sentences, a));
		const ordered = order.map((at) => sentences[at] as readonly number[]);
		const times = Array.from({ length: ordered[0]?.length ?? 0 }, (_, time) =>
			ordered.filter(({ length }) => length > time).map((words) => words[time] as number),
		);
		const gates = cell.gates(tensor1d(times.flat(), 'int32'));
		let from = 0;
		let state: CellState | undefined;
		let total: Tensor2D | undefined;
		const ended: Tensor2D[] = [];
		for (const { length: rows } of times) {
			if (state && total && total.shape[0] > rows) {
				ended.unshift(slice(total, [rows, 0]));
				total = first(total, rows);
				state = state.map((part) => first(part, rows)) as unknown as CellState;
			}
			state = cell.step(slice(gates, [from, 0], [rows, -1]), state);
			total = total ? add<Tensor2D>(total, state[0]) : state[0];
			from += rows;
		}
		const all = concat<Tensor2D>([total as Tensor2D, ...ended], 0);
		const lengths = tensor2d(
			ordered.map(({ length }) => length),
			[ordered.length, 1],
		);
		const positions = order.map((_, sentence) => order.indexOf(sentence));
		return gather(div(all, lengths), tensor1d(positions, 'int32')) as Tensor2D;
	});
}

const lengthOf = (sentences: readonly (readonly number[])[], at: number) => (sentences[at] as readonly number[]).length;

const first = (rows: Tensor2D, count: number): Tensor2D => slice(rows, [0, 0], [count, -1]);
