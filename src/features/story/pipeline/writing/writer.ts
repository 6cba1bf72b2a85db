/** Writes a story, token by token, and gives it away word by word. */
import { seededUniform } from '../../../../nets/prng';
import type { Teller } from '../../../../nets/storyteller';
import { unmarkWithin } from '../../../../nets/text/casing';
import type { Tokeniser } from '../../../../nets/text/tokeniser';
import { drawTopP, logSoftmax } from '../../../../nets/topP';
import type { StoryOptions } from '../../options';
import type { StoryWord, ThoughtVector } from '../../types';
import { isBarred } from '../wordFilter';
import { tailOf, tokensOf } from './begun';
import { Manuscript } from './manuscript';
import { Restraint, type Said } from './restraint';
import { likeliestSentence } from './sentence';
import { Voice } from './voice';
import { nothing, othersOf } from './word';
import { WordRuns } from './wordRuns';
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

/** A part of the story that tells of one thing. */
export interface Passage {
	readonly thought: ThoughtVector;
	/** Ends with the first sentence after so many words of the story. */
	readonly until: number;
}

export interface WritingTask {
	readonly storyteller: Teller;
	readonly tokeniser: Pick<Tokeniser, 'pieces' | 'encode'>;
	readonly specialTokens: { readonly start: number; readonly paragraph: number };
	readonly options: Pick<StoryOptions, 'temperature' | 'topP' | 'beamSize' | 'repetitionPenalty' | 'seed'>;
	/** At least one. The story ends with the last of them. */
	readonly passages: readonly Passage[];
	/** Words that are never passed. */
	readonly most: number;
	/** What is there already, and how many words of it count. */
	readonly begun: { readonly text: string; readonly written: number };
	onPassage(index: number): void;
	/** Each word once, all that stands there with it, and how many words count. */
	onWord(word: StoryWord, text: string, written: number): void;
	/** True once it shall stop and keep what it has. */
	isFinishing(): boolean;
	yieldTurn(): Promise<void>;
}

export interface Written {
	readonly text: string;
	readonly written: number;
	/** Words that were taken back because no story says them. */
	readonly filtered: number;
	readonly stopped: boolean;
}

/** Tokens of a word; what has not ended by then is taken as one. */
const LONGEST = 12;
/** How much likelier the end of a sentence is made, in natural logarithms, when no word is left. */
const HASTE = 6;
/** Characters that are looked at to see whether a sentence has ended. */
const TAIL = 60;

/** Ends at a sentence's end; is cut back to one when none comes in time. */
export async function writeStory(task: WritingTask): Promise<Written> {
	const writer = new Writer(task);
	try {
		return await writer.write();
	} finally {
		writer.dispose();
	}
}

/** What becomes of a word that is complete: the token after it is said, or another one is looked for, or none. */
type Verdict = 'goes on' | 'anew' | 'ends';

class Writer {
	private readonly voice: Voice;
	private readonly manuscript: Manuscript;
	private readonly restraint: Restraint;
	private readonly runs = new WordRuns();
	private readonly random: () => number;
	private readonly pieces: readonly (string | undefined)[];
	/** Of all that is written, and then those of the word in progress. */
	private readonly tokens: number[] = [];
	private word = nothing;
	/** The end of what is written, marked. */
	private tail: string;
	private passage: number;
	private written: number;
	private filtered = 0;
	/** First tokens of words that were taken back here. */
	private readonly barred = new Set<number>();
	private lastEnd: { readonly length: number; readonly written: number } | undefined;
	/** Rest of the sentence that beam search has found. */
	private planned: number[] = [];
	/** The rest of this sentence is drawn: what was found for it may not be said. */
	private isByChance = false;

	constructor(private readonly task: WritingTask) {
		const { storyteller, tokeniser, specialTokens, options, begun } = task;
		this.pieces = tokeniser.pieces;
		this.written = begun.written;
		this.passage = this.passageNow();
		this.voice = new Voice(storyteller, specialTokens.start, this.thought);
		this.manuscript = new Manuscript(begun.text);
		this.tail = tailOf(begun.text);
		this.restraint = new Restraint(this.pieces, options.repetitionPenalty);
		// A story that goes on must not draw again what it drew at its beginning.
		this.random = seededUniform(options.seed + 7919 * begun.text.length);
	}

	async write(): Promise<Written> {
		const { task } = this;
		const heard = tokensOf(task.begun.text, task.tokeniser, task.specialTokens);
		await this.voice.listen(heard, task.yieldTurn);
		this.tokens.push(...heard);
		this.runs.add(task.begun.text);
		task.onPassage(this.passage);
		for (;;) {
			await task.yieldTurn();
			if (task.isFinishing()) return this.result(true);
			const logits = await this.voice.next();
			const told = logSoftmax(logits);
			const token = await this.choose(logits);
			const piece = this.pieces[token] as string;
			if (this.isComplete(piece)) {
				const verdict = this.complete(piece);
				if (verdict === 'ends') return this.end(told);
				if (verdict === 'anew') continue;
			}
			this.say(token, piece, told);
		}
	}

	dispose(): void {
		this.voice.dispose();
	}

	private get thought(): ThoughtVector {
		return (this.task.passages[this.passage] as Passage).thought;
	}

	/** By the words that are written. */
	private passageNow(): number {
		const { passages } = this.task;
		const found = passages.findIndex(({ until }) => this.written < until);
		return found < 0 ? passages.length - 1 : found;
	}

	private get said(): Said {
		const { passages, most } = this.task;
		const enough = (passages.at(-1) as Passage).until;
		const text = this.manuscript.text + this.word.marked;
		return {
			tokens: this.tokens,
			barred: this.barred,
			isQuoteOpen: isQuoteOpen(text),
			isApart: this.word === nothing && isInWord(text),
			isInWord: this.word !== nothing && isInWord(text),
			isWithin: isWithinSentence(this.tail + this.word.marked),
			haste: this.written <= enough ? 0 : (HASTE * (this.written - enough)) / (most - enough),
		};
	}

	/** The next token. @param logits changed here */
	private async choose(logits: Float32Array): Promise<number> {
		const { options, yieldTurn } = this.task;
		const { restraint, pieces, said } = this;
		if (options.beamSize > 1 && !this.isByChance && this.planned.length === 0) {
			const text = this.tail + this.word.marked;
			const search = { beamSize: options.beamSize, pieces, restraint, said, text, yieldTurn };
			this.planned = [...(await likeliestSentence(this.voice, search))];
		}
		const found = this.planned.shift();
		if (found !== undefined) return found;
		restraint.apply(logits, said);
		return drawTopP(logits, options, this.random());
	}

	private say(token: number, piece: string, told: Float64Array): void {
		const { tokens, marked, logProbability, first, others } = this.word;
		const isFirst = first === undefined && !isSign(piece);
		this.word = {
			tokens: [...tokens, token],
			marked: marked + piece,
			logProbability: logProbability + (told[token] as number),
			first: isFirst ? token : first,
			others: isFirst ? othersOf(told, token, marked, this.pieces) : others,
		};
		this.tokens.push(token);
		this.voice.say(token);
	}

	private isComplete(next: string): boolean {
		const { tokens, marked } = this.word;
		return tokens.length >= LONGEST || (tokens.length > 0 && !continuesWord(marked, next));
	}

	/** The word has ended. @param next the token after it */
	private complete(next: string): Verdict {
		const { marked } = this.word;
		const isHit = isBarred(unmarkWithin(marked));
		if (isHit) this.filtered++;
		if (isHit || this.runs.isThird(marked)) return this.takeBack();
		if (isWord(marked) && this.written === this.task.most) return this.cutBack();
		this.writeDown();
		const hasEnded = endsSentenceBefore(this.tail, next);
		if (endsSentence(this.tail)) this.lastEnd = { length: this.manuscript.text.length, written: this.written };
		if (!hasEnded) return 'goes on';
		this.isByChance = false;
		this.planned = [];
		if (this.written >= (this.task.passages[this.passage] as Passage).until) return this.turnPage();
		return this.task.options.beamSize > 1 ? 'anew' : 'goes on';
	}

	private writeDown(): void {
		const { marked, logProbability, others } = this.word;
		const text = this.manuscript.add(marked);
		if (isWord(marked)) this.written++;
		this.runs.add(marked);
		this.tail = (this.tail + marked).slice(-TAIL);
		this.voice.setMark();
		this.barred.clear();
		this.word = nothing;
		const probability = Math.exp(logProbability);
		this.task.onWord({ text, probability, others }, this.manuscript.text, this.written);
	}

	/** The word is not said, nor any other that begins like it. */
	private takeBack(): Verdict {
		this.voice.goBack();
		this.tokens.length -= this.word.tokens.length;
		if (this.word.first !== undefined) this.barred.add(this.word.first);
		this.word = nothing;
		this.planned = [];
		this.isByChance = true;
		return 'anew';
	}

	private turnPage(): Verdict {
		if (this.passage === this.task.passages.length - 1) return 'ends';
		this.passage = this.passageNow();
		this.voice.tell(this.thought);
		this.task.onPassage(this.passage);
		return 'anew';
	}

	/** No sentence has ended in time. */
	private cutBack(): Verdict {
		this.manuscript.cutTo(this.lastEnd?.length);
		this.written = this.lastEnd?.written ?? this.written;
		return 'ends';
	}

	/** Closes a quotation that is open. */
	private end(told: Float64Array): Written {
		if (isQuoteOpen(this.manuscript.text)) {
			const logProbability = told[this.pieces.indexOf('"')] ?? Number.NEGATIVE_INFINITY;
			this.word = { ...nothing, marked: '"', logProbability };
			this.writeDown();
		}
		return this.result(false);
	}

	private result(stopped: boolean): Written {
		return { text: this.manuscript.text, written: this.written, filtered: this.filtered, stopped };
	}
}
