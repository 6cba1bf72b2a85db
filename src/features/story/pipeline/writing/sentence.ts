/** The likeliest sentence that goes on from here, by beam search. */
import { gather, type Tensor2D, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { PARAGRAPH } from '../../../../nets/text/casing';
import { largestFew, logSoftmax } from '../../../../nets/topP';
import type { Restraint, Said } from './restraint';
import type { Voice } from './voice';
import { endsSentenceBefore, isInWord, isWithinSentence, isQuoteOpen as opensOrCloses } from './words';

export interface SentenceOptions {
	/** Hypotheses kept at each step. */
	readonly beamSize: number;
	readonly pieces: readonly (string | undefined)[];
	readonly restraint: Restraint;
	/** The story before the sentence. */
	readonly said: Said;
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

/** A hypothesis with the row of the states that it goes on from. */
type Candidate = Hypothesis & { readonly row: number };

/** Tokens of a sentence; what has not ended by then is taken as it is. */
const LONGEST = 70;
/** Exponent of the length that log-probabilities are divided by: else the shortest would win. */
const LENGTH_NORMALISATION = 0.7;

/** @returns tokens, at least one; the last is the one that shows that the sentence before it has ended */
export async function likeliestSentence(voice: Voice, options: SentenceOptions): Promise<readonly number[]> {
	const { beamSize, text, said, yieldTurn } = options;
	const { storyteller, hearing } = voice;
	const { thought } = hearing;
	let state = hearing.state.clone();
	let alive: readonly Hypothesis[] = [{ tokens: [], text, isQuoteOpen: said.isQuoteOpen, logProbability: 0 }];
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

/** What a hypothesis may become by one more token: the likeliest few. @param logits its own; changed */
function extended(
	{ tokens, text, isQuoteOpen, logProbability }: Hypothesis,
	row: number,
	logits: Float32Array,
	{ beamSize, pieces, restraint, said }: SentenceOptions,
): Candidate[] {
	restraint.apply(logits, {
		...said,
		tokens: [...said.tokens, ...tokens],
		barred: tokens.length === 0 ? said.barred : new Set(),
		isApart: tokens.length === 0 && said.isApart,
		isQuoteOpen,
		isInWord: isInWord(text) && (tokens.length > 0 || said.isInWord),
		isWithin: isWithinSentence(text),
	});
	const told = logSoftmax(logits);
	return largestFew(told, beamSize).map((token) => {
		const piece = pieces[token] as string;
		return {
			row,
			tokens: [...tokens, token],
			text: text + piece,
			isQuoteOpen: piece !== PARAGRAPH && isQuoteOpen !== opensOrCloses(piece),
			logProbability: logProbability + (told[token] as number),
		};
	});
}

const int32 = (values: number[]) => tensor1d(values, 'int32');

function rowOf(values: Float32Array, row: number, rows: number): Float32Array {
	const width = values.length / rows;
	return values.slice(row * width, (row + 1) * width);
}
