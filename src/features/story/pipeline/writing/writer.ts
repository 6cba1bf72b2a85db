/** Writes a story token by token, and delivers it word by word. */
import { seededUniform } from '../../../../nets/prng';
import type { StoryDecoder } from '../../../../nets/storyteller';
import { mark, unmarkWithin } from '../../../../nets/text/casing';
import type { Tokeniser } from '../../../../nets/text/tokeniser';
import { drawTopP, logSoftmax } from '../../../../nets/topP';
import type { StoryOptions } from '../../options';
import type { StoryWord } from '../../types';
import { isBarred } from '../wordFilter';
import { likeliestSentence } from './beamSearch';
import { DecoderState } from './decoderState';
import { bestDraft, type Judge } from './drafts';
import { type DecodingContext, LogitsProcessor } from './logitsProcessor';
import { promptTokens, tailOf } from './prompt';

import { TextBuilder } from './textBuilder';
import { alternativesTo, noWord } from './word';
import { WordNgrams } from './wordNgrams';
import {
	continuesWord,
	endsSentence,
	endsSentenceBefore,
	isInWord,
	isQuoteOpen,
	isSign,
	isWithinSentence,
	isWord,
} from './words';

/** A part of the story that is about one thing. */
export interface Passage {
	/** What the decoder is told. */
	readonly condition: Float32Array;
	/** Ends with the first sentence after this many words of the story. */
	readonly until: number;
}

export interface WritingTask {
	readonly storyteller: StoryDecoder;
	readonly tokeniser: Pick<Tokeniser, 'pieces' | 'encode'>;
	readonly specialTokens: { readonly start: number; readonly paragraph: number };
	readonly options: Pick<StoryOptions, 'temperature' | 'topP' | 'drafts' | 'beamSize' | 'repetitionPenalty' | 'seed'>;
	/** Chooses among the drafts of a sentence. @param text the story before it @param remaining words that it still needs */
	readonly judge: (text: string, remaining: number) => Judge;
	/** The first sentence, readable, where the story begins with a given one. */
	readonly opening?: string | undefined;
	/** At least one. The story ends with the last of them. */
	readonly passages: readonly Passage[];
	/** Most words of the story. */
	readonly most: number;
	/** The existing text, and how many of its words count towards the length. */
	readonly prompt: { readonly text: string; readonly written: number };
	onPassage(index: number): void;
	/** Called with each word, the whole text including it, and how many words count. */
	onWord(word: StoryWord, text: string, written: number): void;
	/** True once the story shall end early. */
	isFinishing(): boolean;
	yieldTurn(): Promise<void>;
}

export interface Written {
	readonly text: string;
	readonly written: number;
	/** Words that the word filter rejected. */
	readonly filtered: number;
	readonly stopped: boolean;
}

/** Most tokens of a word; a longer one is split. */
const LONGEST = 12;
/** Added to the logits of sentence ends when no word is left. */
const MAX_END_BONUS = 6;
/** Characters from which the end of a sentence is detected. */
const TAIL = 60;

/** Writes a story that ends at the end of a sentence, cut back to one when none ends in time. */
export async function writeStory(task: WritingTask): Promise<Written> {
	const writer = new Writer(task);
	try {
		return await writer.write();
	} finally {
		writer.dispose();
	}
}

/** After a complete word: take the token that followed it, choose another, or end the story. */
type Verdict = 'accept' | 'resample' | 'end';

class Writer {
	private readonly decoder: DecoderState;
	private readonly builder: TextBuilder;
	private readonly logitsProcessor: LogitsProcessor;
	private readonly ngrams = new WordNgrams();
	private readonly random: () => number;
	private readonly pieces: readonly (string | undefined)[];
	/** Tokens of the text, then those of the word in progress. */
	private readonly tokens: number[] = [];
	private word = noWord;
	/** The end of the text, marked. */
	private tail: string;
	private passage: number;
	private written: number;
	private filtered = 0;
	/** First tokens of words that were rejected here. */
	private readonly excluded = new Set<number>();
	private lastEnd: { readonly length: number; readonly written: number } | undefined;
	/** Remaining tokens of the sentence that was found by drafts or beam search, or given as the opening. */
	private planned: number[] = [];
	/** The rest of this sentence is sampled: what was found was rejected. */
	private isSampling = false;

	constructor(private readonly task: WritingTask) {
		const { storyteller, tokeniser, specialTokens, options, prompt } = task;
		this.pieces = tokeniser.pieces;
		this.written = prompt.written;
		this.passage = this.passageNow();
		this.decoder = new DecoderState(storyteller, specialTokens.start, this.condition);
		this.builder = new TextBuilder(prompt.text);
		this.tail = tailOf(prompt.text);
		this.logitsProcessor = new LogitsProcessor(this.pieces, options.repetitionPenalty);
		// A continued story must not draw the same random numbers again.
		this.random = seededUniform(options.seed + 7919 * prompt.text.length);
	}

	async write(): Promise<Written> {
		const { task } = this;
		const prefix = promptTokens(task.prompt.text, task.tokeniser, task.specialTokens);
		await this.decoder.prefill(prefix, task.yieldTurn);
		this.tokens.push(...prefix);
		this.ngrams.add(task.prompt.text);
		if (task.opening !== undefined) this.planned = task.tokeniser.encode(mark(task.opening));
		task.onPassage(this.passage);
		for (;;) {
			await task.yieldTurn();
			if (task.isFinishing()) return this.result(true);
			const logits = await this.decoder.nextLogits();
			const logProbabilities = logSoftmax(logits);
			const token = await this.choose(logits);
			const piece = this.pieces[token] as string;
			if (this.isComplete(piece)) {
				const verdict = this.complete(piece);
				if (verdict === 'end') return this.end(logProbabilities);
				if (verdict === 'resample') continue;
			}
			this.append(token, piece, logProbabilities);
		}
	}

	dispose(): void {
		this.decoder.dispose();
	}

	private get condition(): Float32Array {
		return (this.task.passages[this.passage] as Passage).condition;
	}

	/** The passage that the number of written words falls into. */
	private passageNow(): number {
		const { passages } = this.task;
		const found = passages.findIndex(({ until }) => this.written < until);
		return found < 0 ? passages.length - 1 : found;
	}

	/** Words from which on the story ends with the next sentence. */
	private get enough(): number {
		return (this.task.passages.at(-1) as Passage).until;
	}

	private get context(): DecodingContext {
		const { most } = this.task;
		const { enough } = this;
		const text = this.builder.text + this.word.marked;
		return {
			tokens: this.tokens,
			excluded: this.excluded,
			isQuoteOpen: isQuoteOpen(text),
			startsWord: this.word === noWord && isInWord(text),
			isInWord: this.word !== noWord && isInWord(text),
			isMidSentence: isWithinSentence(this.tail + this.word.marked),
			endBonus: this.written <= enough ? 0 : (MAX_END_BONUS * (this.written - enough)) / (most - enough),
		};
	}

	/** The next token. @param logits changed in place */
	private async choose(logits: Float32Array): Promise<number> {
		const { options } = this.task;
		const { logitsProcessor, context } = this;
		if (this.plansSentences && !this.isSampling && this.planned.length === 0) {
			this.planned = [...(await this.planSentence())];
		}
		const found = this.planned.shift();
		if (found !== undefined) return found;
		logitsProcessor.apply(logits, context);
		return drawTopP(logits, options, this.random());
	}

	/** Whether whole sentences are found before they are written. */
	private get plansSentences(): boolean {
		const { drafts, beamSize } = this.task.options;
		return drafts > 1 || beamSize > 1;
	}

	private planSentence(): Promise<readonly number[]> {
		const { options, yieldTurn, judge } = this.task;
		const { pieces, logitsProcessor, context, random, builder } = this;
		const text = this.tail + this.word.marked;
		const search = { pieces, logitsProcessor, context, text, yieldTurn };
		if (options.beamSize > 1) return likeliestSentence(this.decoder, { ...search, beamSize: options.beamSize });
		const { temperature, topP } = options;
		// Between two sentences only a sign is due, which there is nothing to judge by.
		const drafts = endsSentence(text) ? 1 : options.drafts;
		const remaining = this.enough - this.written;
		return bestDraft(this.decoder, {
			...search,
			temperature,
			topP,
			drafts,
			random,
			judge: judge(builder.text, remaining),
		});
	}

	private append(token: number, piece: string, logProbabilities: Float64Array): void {
		const { tokens, marked, logProbability, first, others } = this.word;
		const isFirst = first === undefined && !isSign(piece);
		this.word = {
			tokens: [...tokens, token],
			marked: marked + piece,
			logProbability: logProbability + (logProbabilities[token] as number),
			first: isFirst ? token : first,
			others: isFirst ? alternativesTo(logProbabilities, token, marked, this.pieces) : others,
		};
		this.tokens.push(token);
		this.decoder.append(token);
	}

	private isComplete(next: string): boolean {
		const { tokens, marked } = this.word;
		return tokens.length >= LONGEST || (tokens.length > 0 && !continuesWord(marked, next));
	}

	/** Handles a word that has ended. @param next the piece after it */
	private complete(next: string): Verdict {
		const { marked } = this.word;
		const isFiltered = isBarred(unmarkWithin(marked));
		if (isFiltered) this.filtered++;
		if (isFiltered || this.ngrams.isThird(marked)) return this.rejectWord();
		if (isWord(marked) && this.written === this.task.most) return this.cutBack();
		this.acceptWord();
		const hasEnded = endsSentenceBefore(this.tail, next);
		if (endsSentence(this.tail)) this.lastEnd = { length: this.builder.text.length, written: this.written };
		if (!hasEnded) return 'accept';
		this.isSampling = false;
		this.planned = [];
		if (this.written >= (this.task.passages[this.passage] as Passage).until) return this.nextPassage();
		return this.plansSentences ? 'resample' : 'accept';
	}

	private acceptWord(): void {
		const { marked, logProbability, others } = this.word;
		const text = this.builder.add(marked);
		if (isWord(marked)) this.written++;
		this.ngrams.add(marked);
		this.tail = (this.tail + marked).slice(-TAIL);
		this.decoder.setCheckpoint();
		this.excluded.clear();
		this.word = noWord;
		const probability = Math.exp(logProbability);
		this.task.onWord({ text, probability, others }, this.builder.text, this.written);
	}

	/** Rejects the word, and every other that begins with the same token. */
	private rejectWord(): Verdict {
		this.decoder.restore();
		this.tokens.length -= this.word.tokens.length;
		if (this.word.first !== undefined) this.excluded.add(this.word.first);
		this.word = noWord;
		this.planned = [];
		this.isSampling = true;
		return 'resample';
	}

	private nextPassage(): Verdict {
		if (this.passage === this.task.passages.length - 1) return 'end';
		this.passage = this.passageNow();
		this.decoder.setCondition(this.condition);
		this.task.onPassage(this.passage);
		return 'resample';
	}

	/** Cuts the text back to its last sentence end: none came in time. */
	private cutBack(): Verdict {
		this.builder.cutTo(this.lastEnd?.length);
		this.written = this.lastEnd?.written ?? this.written;
		return 'end';
	}

	/** Closes a quotation that is open. */
	private end(logProbabilities: Float64Array): Written {
		if (isQuoteOpen(this.builder.text)) {
			const logProbability = logProbabilities[this.pieces.indexOf('"')] ?? Number.NEGATIVE_INFINITY;
			this.word = { ...noWord, marked: '"', logProbability };
			this.acceptWord();
		}
		return this.result(false);
	}

	private result(stopped: boolean): Written {
		return { text: this.builder.text, written: this.written, filtered: this.filtered, stopped };
	}
}
