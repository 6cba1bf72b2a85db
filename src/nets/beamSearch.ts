/**
 * The likeliest sentences of several pictures at once, by beam search: all hypotheses of all pictures
 * are rows of one matrix. States stay on the device; of each step only the best few words of each row are read.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { type Hypothesis, ranked, repeating } from './hypothesis';
import { likeliestWords, type Word } from './likeliestWords';
import { type Extension, extendStates, scorePrefix, type WordModel } from './wordModel';

export interface SearchOptions {
	/** Hypotheses kept at each step, and sentences given at most. */
	readonly beamSize: number;
	/** Exponent of the length that log-probabilities are divided by when sentences are compared. */
	readonly lengthNormalisation: number;
	/** Words at most. */
	readonly maxLength: number;
	/** Ids of words already said: every sentence begins with them. */
	readonly prefix?: readonly number[] | undefined;
	/** Called between two steps: other work may be done, or an error thrown. */
	readonly yieldTurn?: (() => Promise<void>) | undefined;
}

/** One picture's search. */
interface Beam {
	/** As many rows of the state as there are, in this order. */
	live: readonly Hypothesis[];
	readonly finished: Hypothesis[];
}

/** What a hypothesis becomes by a step. */
interface Candidate extends Extension {
	readonly hypothesis: Hypothesis;
}

/**
 * Finished hypotheses are kept; a picture is done with `beamSize` of them. What is unfinished after
 * `maxLength` words counts only where nothing finished. No hypothesis says the same three words twice.
 *
 * @param points [pictures, width]; not disposed of
 * @returns for each picture at most `beamSize` sentences, best first, at least one
 */
export async function beamSearch(model: WordModel, points: Tensor2D, options: SearchOptions): Promise<Hypothesis[][]> {
	const { beamSize, lengthNormalisation, prefix = [], yieldTurn } = options;
	const maxLength = Math.max(options.maxLength, prefix.length);
	const begun = await scorePrefix(model, points, prefix);
	let { state } = begun;
	const beams = begun.logProbabilities.map(
		(told): Beam => ({ live: [{ words: prefix, logProbability: sum(told) }], finished: [] }),
	);
	for (let length = prefix.length; ; length++) {
		const next = await likeliestWords(
			model.logits(state),
			beams.flatMap(({ live }) => live.map(({ words }) => repeating(words))),
			beamSize,
		);
		const isLast = length === maxLength;
		const steps = advance(beams, next, { end: model.end, beamSize, isLast });
		if (steps.length === 0) break;
		state = extendStates(model, state, steps);
		await yieldTurn?.();
	}
	state.dispose();
	return beams.map(({ live, finished }) =>
		ranked(finished.length > 0 ? finished : live, lengthNormalisation).slice(0, beamSize),
	);
}

/**
 * Takes every picture's beam one word further.
 *
 * @param next of each row, the words that may follow, likeliest first
 * @param isLast no word may follow any more, only the end
 * @returns what goes on, picture by picture
 */
function advance(
	beams: readonly Beam[],
	next: readonly (readonly Word[])[],
	{ end, beamSize, isLast }: { end: number; beamSize: number; isLast: boolean },
): Candidate[] {
	let row = 0;
	return beams.flatMap((beam) => {
		const candidates = beam.live.flatMap((hypothesis) => {
			const from = row++;
			return (next[from] as readonly Word[]).map((one) => extended(hypothesis, from, one, end));
		});
		const best = candidates
			.sort((a, b) => b.hypothesis.logProbability - a.hypothesis.logProbability)
			.slice(0, beamSize);
		beam.finished.push(...best.filter(({ word }) => word === end).map(({ hypothesis }) => hypothesis));
		if (isLast) return [];
		const goesOn = beam.finished.length < beamSize ? best.filter(({ word }) => word !== end) : [];
		beam.live = goesOn.map(({ hypothesis }) => hypothesis);
		return goesOn;
	});
}

function extended({ words, logProbability }: Hypothesis, row: number, next: Word, end: number): Candidate {
	return {
		row,
		word: next.word,
		hypothesis: {
			words: next.word === end ? words : [...words, next.word],
			logProbability: logProbability + next.logProbability,
		},
	};
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
