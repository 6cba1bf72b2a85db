/** For tests: a decoder whose next tokens come from a script. */
import { type Tensor2D, tensor2d, tidy } from '@tensorflow/tfjs-core';
import type { StoryDecoder } from '../../../../nets/storyteller';
import { Tokeniser } from '../../../../nets/text/tokeniser';
import { tinyTokenizer, vocabulary } from '../../../../networks/testing/story';

export const specialTokens = { start: 0, capital: 1, paragraph: 2 };
export const tokeniser = new Tokeniser(tinyTokenizer, vocabulary, specialTokens);

/** Next tokens, likeliest first: each logit is {@link STEP} below the one before; those in a nested list are equal. */
export type Script = (read: readonly string[], condition: number) => readonly (string | readonly string[])[];
const STEP = 4;
const UNLIKELY = -40;

/**
 * A state row holds the tokens read so far; the script gets them and the first number of the condition.
 *
 * @param script texts of the tokens that may come next
 * @param longest most tokens of a story
 */
export function scripted(script: Script, longest = 600): StoryDecoder {
	const idOf = (text: string) => tokeniser.pieces.indexOf(text);
	const rowsOf = (state: Tensor2D) => state.arraySync();
	const grown = (row: readonly number[], token: number) => {
		const length = row[0] as number;
		return [length + 1, ...row.slice(1, length + 1), token, ...row.slice(length + 2)];
	};
	const toState = (rows: readonly (readonly number[])[]) => tensor2d(rows.map((row) => [...row]));
	const logitsOf = (row: readonly number[], condition: number) => {
		const read = row.slice(1, (row[0] as number) + 1).map((token) => tokeniser.pieces[token] ?? '');
		const logits = Array<number>(vocabulary).fill(UNLIKELY);
		for (const [rank, texts] of script(read, condition).entries()) {
			for (const text of [texts].flat()) logits[idOf(text)] = 10 - STEP * rank;
		}
		return logits;
	};
	return {
		initialState: () => tensor2d([Array<number>(longest + 1).fill(0)]),
		condition: (vector) => ({ gates: [tensor2d(vector, [1, vector.length])], output: tensor2d([[0]]) }),
		step: (state, tokens) => {
			const ids = tokens.arraySync();
			return toState(rowsOf(state).map((row, at) => grown(row, ids[at] as number)));
		},
		prefill: (state, tokens) => toState(rowsOf(state).map((row) => tokens.reduce(grown, row))),
		logits: (state, { gates }) =>
			tidy(() => {
				const condition = (gates[0]?.dataSync()[0] as number) ?? 0;
				return tensor2d(rowsOf(state).map((row) => logitsOf(row, condition)));
			}),
	};
}
