/**
 * Beam search for several pictures at once: all hypotheses of all pictures are rows of one matrix. States stay on the
 * device; each step reads back only the best few words of each row.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { type GenerationOptions, type Hypothesis, ranked, repeating } from './hypothesis';
import { likeliestWords, type Word } from './likeliestWords';
import { type Extension, extendStates, scorePrefix, type WordModel } from './wordModel';

export interface SearchOptions extends GenerationOptions {
	/** Hypotheses kept at each step, and the maximum number of sentences returned. */
	readonly beamSize: number;
}

/** One picture's search. */
interface Beam {
	/** One row of the state each, in this order. */
	live: readonly Hypothesis[];
	readonly finished: Hypothesis[];
}

/** A hypothesis extended by one word. */
interface Candidate extends Extension {
	readonly hypothesis: Hypothesis;
}

/**
 * Finds the likeliest sentences for each picture. A picture's search ends once `beamSize` hypotheses are finished;
 * hypotheses still unfinished after `maxLength` words are returned only where none finished. No hypothesis repeats a
 * trigram, nor a word of `sayOnce`.
 *
 * @param points [pictures, width]; not disposed of
 * @returns for each picture at most `beamSize` sentences, best first, at least one
 */
export async function beamSearch(model: WordModel, points: Tensor2D, options: SearchOptions): Promise<Hypothesis[][]> {
	const { beamSize, lengthNormalisation, prefix = [], sayOnce, yieldTurn } = options;
	const maxLength = Math.max(options.maxLength, prefix.length);
	const scored = await scorePrefix(model, points, prefix);
	let { state } = scored;
	const beams = scored.logProbabilities.map(
		(scores): Beam => ({ live: [{ words: prefix, logProbability: sum(scores) }], finished: [] }),
	);
	for (let length = prefix.length; ; length++) {
		const next = await likeliestWords(
			model.logits(state),
			beams.flatMap(({ live }) => live.map(({ words }) => repeating(words, sayOnce))),
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
 * Extends every picture's beam by one word.
 *
 * @param next for each row, the words that may follow, likeliest first
 * @param isLast whether only the end token may follow
 * @returns the hypotheses that continue, picture by picture
 */
function advance(
	beams: readonly Beam[],
	next: readonly (readonly Word[])[],
	{ end, beamSize, isLast }: { end: number; beamSize: number; isLast: boolean },
): Candidate[] {
	let row = 0;
	return beams.flatMap((beam) => {
		const candidates = beam.live.flatMap((hypothesis) => {
			const source = row++;
			return (next[source] as readonly Word[]).map((word) => extend(hypothesis, source, word, end));
		});
		const best = candidates
			.sort((a, b) => b.hypothesis.logProbability - a.hypothesis.logProbability)
			.slice(0, beamSize);
		beam.finished.push(...best.filter(({ word }) => word === end).map(({ hypothesis }) => hypothesis));
		if (isLast) return [];
		const live = beam.finished.length < beamSize ? best.filter(({ word }) => word !== end) : [];
		beam.live = live.map(({ hypothesis }) => hypothesis);
		return live;
	});
}

function extend({ words, logProbability }: Hypothesis, row: number, next: Word, end: number): Candidate {
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
