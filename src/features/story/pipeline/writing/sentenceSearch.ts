/** What beam search and drafts share: unfinished sentences, each a row of the decoder's state. */
import { gather, type Tensor2D, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { PARAGRAPH } from '../../../../nets/text/casing';
import type { DecoderState } from './decoderState';
import type { DecodingContext, LogitsProcessor } from './logitsProcessor';
import { endsSentenceBefore, isInWord, isWithinSentence, isQuoteOpen as opensOrCloses } from './words';

export interface SentenceOptions {
	readonly pieces: readonly (string | undefined)[];
	readonly logitsProcessor: LogitsProcessor;
	/** The story before the sentence. */
	readonly context: DecodingContext;
	/** Its last words, marked. */
	readonly text: string;
	readonly yieldTurn: () => Promise<void>;
}

/** A sentence in progress. */
export interface Hypothesis {
	readonly tokens: readonly number[];
	/** The story's last words and the sentence, marked. */
	readonly text: string;
	readonly isQuoteOpen: boolean;
	readonly logProbability: number;
}

/** A hypothesis one token longer, and which row of the state it continues. */
export type Candidate = Hypothesis & { readonly row: number };

/** Most tokens of a sentence; one that has not ended by then is taken as it is. */
export const LONGEST = 70;

export const emptySentence = ({ text, context }: SentenceOptions): Hypothesis => ({
	tokens: [],
	text,
	isQuoteOpen: context.isQuoteOpen,
	logProbability: 0,
});

/** Changes a hypothesis's logits in place, by the same rules as for the story itself. */
export function processLogits(
	logits: Float32Array,
	{ tokens, text, isQuoteOpen }: Hypothesis,
	{ logitsProcessor, context }: SentenceOptions,
): void {
	logitsProcessor.apply(logits, {
		...context,
		tokens: [...context.tokens, ...tokens],
		excluded: tokens.length === 0 ? context.excluded : new Set(),
		startsWord: tokens.length === 0 && context.startsWord,
		isQuoteOpen,
		isInWord: isInWord(text) && (tokens.length > 0 || context.isInWord),
		isMidSentence: isWithinSentence(text),
	});
}

/** @param row of the state that the hypothesis stands in @param logProbability of the token */
export function extend(
	hypothesis: Hypothesis,
	row: number,
	token: number,
	logProbability: number,
	{ pieces }: SentenceOptions,
): Candidate {
	const piece = pieces[token] as string;
	return {
		row,
		tokens: [...hypothesis.tokens, token],
		text: hypothesis.text + piece,
		isQuoteOpen: piece !== PARAGRAPH && hypothesis.isQuoteOpen !== opensOrCloses(piece),
		logProbability: hypothesis.logProbability + logProbability,
	};
}

/** Whether a candidate's last token shows that the sentence before it has ended. */
export function hasEnded({ tokens, row }: Candidate, alive: readonly Hypothesis[], { pieces }: SentenceOptions) {
	return endsSentenceBefore((alive[row] as Hypothesis).text, pieces[tokens.at(-1) as number] as string);
}

/** The states of several sentences that begin at one point of a story. */
export class SentenceStates {
	private state: Tensor2D;
	private readonly condition: DecoderState['snapshot']['condition'];

	constructor(private readonly decoder: DecoderState) {
		const { state, condition } = decoder.snapshot;
		this.state = state.clone();
		this.condition = condition;
	}

	/** Logits of the next token of each row; copies. */
	async logits(): Promise<Float32Array[]> {
		const logits = this.decoder.storyteller.logits(this.state, this.condition);
		const read = (await logits.data()) as Float32Array;
		const [rows, width] = logits.shape;
		logits.dispose();
		return Array.from({ length: rows }, (_, row) => read.slice(row * width, (row + 1) * width));
	}

	/** Feeds each candidate's last token; the rows follow the order of the candidates. */
	advance(candidates: readonly Candidate[]): void {
		const before = this.state;
		this.state = tidy(() => {
			const chosen = gather(before, int32(candidates.map(({ row }) => row))) as Tensor2D;
			const tokens = int32(candidates.map(({ tokens: all }) => all.at(-1) as number));
			return this.decoder.storyteller.step(chosen, tokens, this.condition);
		});
		before.dispose();
	}

	dispose(): void {
		this.state.dispose();
	}
}

const int32 = (values: number[]) => tensor1d(values, 'int32');
