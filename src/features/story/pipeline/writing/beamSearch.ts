/** Finds the likeliest next sentence by beam search. */
import { largestFew, logSoftmax } from '../../../../nets/topP';
import type { DecoderState } from './decoderState';
import * as search from './sentenceSearch';

export interface BeamOptions extends search.SentenceOptions {
	/** Hypotheses kept at each step. */
	readonly beamSize: number;
}

/** Log-probabilities are divided by the length to this power: otherwise the shortest sentence would win. */
const LENGTH_NORMALISATION = 0.7;

/** @returns at least one token; the last one follows the sentence, and shows that it has ended */
export async function likeliestSentence(decoder: DecoderState, options: BeamOptions): Promise<readonly number[]> {
	const { beamSize, yieldTurn } = options;
	const states = new search.SentenceStates(decoder);
	let alive: readonly search.Hypothesis[] = [search.emptySentence(options)];
	const finished: search.Hypothesis[] = [];
	try {
		for (let length = 0; length < search.LONGEST && finished.length < beamSize; length++) {
			const logits = await states.logits();
			const candidates = alive
				.flatMap((hypothesis, row) => {
					const own = logits[row] as Float32Array;
					search.processLogits(own, hypothesis, options);
					const logProbabilities = logSoftmax(own);
					return largestFew(logProbabilities, beamSize).map((token) =>
						search.extend(hypothesis, row, token, logProbabilities[token] as number, options),
					);
				})
				.sort((a, b) => b.logProbability - a.logProbability)
				.slice(0, beamSize);
			finished.push(...candidates.filter((candidate) => search.hasEnded(candidate, alive, options)));
			const next = candidates.filter((candidate) => !search.hasEnded(candidate, alive, options));
			if (next.length === 0) break;
			states.advance(next);
			alive = next;
			await yieldTurn();
		}
	} finally {
		states.dispose();
	}
	const score = ({ tokens, logProbability }: search.Hypothesis) =>
		logProbability / tokens.length ** LENGTH_NORMALISATION;
	const [best] = (finished.length > 0 ? finished : [...alive]).sort((a, b) => score(b) - score(a));
	return (best as search.Hypothesis).tokens;
}
