/** Finds the likeliest next sentence by beam search. */
import { gather, type Tensor2D, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { PARAGRAPH } from '../../../../nets/text/casing';
import { largestFew, logSoftmax } from '../../../../nets/topP';
import type { DecoderState } from './decoderState';
import type { DecodingContext, LogitsProcessor } from './logitsProcessor';
import { endsSentenceBefore, isInWord, isWithinSentence, isQuoteOpen as opensOrCloses } from './words';

export interface SentenceOptions {
	/** Hypotheses kept at each step. */
	readonly beamSize: number;
	readonly pieces: readonly (string | undefined)[];
	readonly logitsProcessor: LogitsProcessor;
	/** The story before the sentence. */
	readonly context: DecodingContext;
	/** Its last words, marked. */
	readonly text: string;
	readonly yieldTurn: () => Promise<void>;
}

interface Hypothesis {
	readonly tokens: readonly number[];
	readonly text: string;
	readonly isQuoteOpen: boolean;
	readonly logProbability: number;
}

/** A hypothesis, and which row of the state it continues. */
type Candidate = Hypothesis & { readonly row: number };

/** Most tokens of a sentence; one that has not ended by then is taken as it is. */
const LONGEST = 70;
/** Log-probabilities are divided by the length to this power: otherwise the shortest sentence would win. */
const LENGTH_NORMALISATION = 0.7;

/** @returns at least one token; the last one follows the sentence, and shows that it has ended */
export async function likeliestSentence(decoder: DecoderState, options: SentenceOptions): Promise<readonly number[]> {
	const { beamSize, text, context, yieldTurn } = options;
	const { storyteller, snapshot } = decoder;
	const { thought } = snapshot;
	let state = snapshot.state.clone();
	let alive: readonly Hypothesis[] = [{ tokens: [], text, isQuoteOpen: context.isQuoteOpen, logProbability: 0 }];
	const finished: Hypothesis[] = [];
	for (let length = 0; length < LONGEST && finished.length < beamSize; length++) {
		const logits = storyteller.logits(state, thought);
		const read = (await logits.data()) as Float32Array;
		logits.dispose();
		const candidates = alive
			.flatMap((hypothesis, row) => extended(hypothesis, row, rowOf(read, row, alive.length), options))
			.sort((a, b) => b.logProbability - a.logProbability)
			.slice(0, beamSize);
		const hasEnded = ({ tokens, row }: Candidate) => {
			const piece = options.pieces[tokens.at(-1) as number] as string;
			return endsSentenceBefore((alive[row] as Hypothesis).text, piece);
		};
		finished.push(...candidates.filter(hasEnded));
		const next = candidates.filter((candidate) => !hasEnded(candidate));
		if (next.length === 0) break;
		const before = state;
		state = tidy(() => {
			const chosen = gather(before, int32(next.map(({ row }) => row))) as Tensor2D;
			return storyteller.step(chosen, int32(next.map(({ tokens }) => tokens.at(-1) as number)), thought);
		});
		before.dispose();
		alive = next;
		await yieldTurn();
	}
	state.dispose();
	const score = ({ tokens, logProbability }: Hypothesis) => logProbability / tokens.length ** LENGTH_NORMALISATION;
	const [best] = (finished.length > 0 ? finished : [...alive]).sort((a, b) => score(b) - score(a));
	return (best as Hypothesis).tokens;
}

/** The likeliest few extensions of a hypothesis by one token. @param logits of that hypothesis; changed in place */
function extended(
	{ tokens, text, isQuoteOpen, logProbability }: Hypothesis,
	row: number,
	logits: Float32Array,
	{ beamSize, pieces, logitsProcessor, context }: SentenceOptions,
): Candidate[] {
	logitsProcessor.apply(logits, {
		...context,
		tokens: [...context.tokens, ...tokens],
		excluded: tokens.length === 0 ? context.excluded : new Set(),
		startsWord: tokens.length === 0 && context.startsWord,
		isQuoteOpen,
		isInWord: isInWord(text) && (tokens.length > 0 || context.isInWord),
		isMidSentence: isWithinSentence(text),
	});
	const logProbabilities = logSoftmax(logits);
	return largestFew(logProbabilities, beamSize).map((token) => {
		const piece = pieces[token] as string;
		return {
			row,
			tokens: [...tokens, token],
			text: text + piece,
			isQuoteOpen: piece !== PARAGRAPH && isQuoteOpen !== opensOrCloses(piece),
			logProbability: logProbability + (logProbabilities[token] as number),
		};
	});
}

const int32 = (values: number[]) => tensor1d(values, 'int32');

function rowOf(values: Float32Array, row: number, rows: number): Float32Array {
	const width = values.length / rows;
	return values.slice(row * width, (row + 1) * width);
}
