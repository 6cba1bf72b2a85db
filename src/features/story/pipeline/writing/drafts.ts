/** Samples several drafts of the next sentence at once and returns the one that a judge prefers. */
import { unmark } from '../../../../nets/text/casing';
import { drawTopP, logSoftmax, type TopPOptions } from '../../../../nets/topP';
import type { DecoderState } from './decoderState';
import * as search from './sentenceSearch';

/**
 * Scores drafts of a sentence, higher is better; -Infinity for one that must not be written.
 *
 * @param drafts readable, without the story before them
 */
export type Judge = (drafts: readonly string[]) => Promise<readonly number[]>;

export interface DraftOptions extends search.SentenceOptions, TopPOptions {
	readonly drafts: number;
	readonly random: () => number;
	readonly judge: Judge;
}

/** How much a draft's mean log-probability per token counts beside the judge's score. */
const FLUENCY = 1;
/** A draft whose end was not reached is judged as this much worse. */
const UNFINISHED = 1;

/** @returns at least one token; the last one follows the sentence, and shows that it has ended */
export async function bestDraft(decoder: DecoderState, options: DraftOptions): Promise<readonly number[]> {
	const drafts = await writeDrafts(decoder, options);
	if (drafts.length === 1) return (drafts[0] as Draft).sentence.tokens;
	const verdicts = await options.judge(drafts.map(({ sentence }) => unmark(sentence.text.slice(options.text.length))));
	const score = (at: number) => {
		const { sentence, isFinished } = drafts[at] as Draft;
		const fluency = (FLUENCY * sentence.logProbability) / sentence.tokens.length;
		return fluency + (verdicts[at] as number) - (isFinished ? 0 : UNFINISHED);
	};
	const best = [...drafts.keys()].reduce((a, b) => (score(b) > score(a) ? b : a));
	return (drafts[best] as Draft).sentence.tokens;
}

interface Draft {
	/** With the token that follows it. */
	readonly sentence: search.Hypothesis;
	readonly isFinished: boolean;
}

async function writeDrafts(decoder: DecoderState, options: DraftOptions): Promise<Draft[]> {
	const states = new search.SentenceStates(decoder);
	const drafts: Draft[] = [];
	let alive: readonly search.Hypothesis[] = [search.emptySentence(options)];
	try {
		for (let length = 0; length < search.LONGEST && alive.length > 0; length++) {
			const logits = await states.logits();
			// All drafts begin from the one state that there is.
			const rows = length === 0 ? Array<number>(options.drafts).fill(0) : [...alive.keys()];
			const candidates = rows.map((row) => {
				const own = (logits[row] as Float32Array).slice();
				const hypothesis = alive[row] as search.Hypothesis;
				const logProbabilities = logSoftmax(own);
				search.processLogits(own, hypothesis, options);
				const token = drawTopP(own, options, options.random());
				return search.extend(hypothesis, row, token, logProbabilities[token] as number, options);
			});
			const ended = candidates.map((candidate) => search.hasEnded(candidate, alive, options));
			for (const [at, sentence] of candidates.entries()) if (ended[at]) drafts.push({ sentence, isFinished: true });
			const next = candidates.filter((_, at) => !ended[at]);
			if (next.length > 0) states.advance(next);
			alive = next;
			await options.yieldTurn();
		}
	} finally {
		states.dispose();
	}
	return [...drafts, ...alive.map((sentence) => ({ sentence, isFinished: false }))];
}
