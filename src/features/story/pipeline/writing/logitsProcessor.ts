/** Changes the logits of the next token: what must not be written, and what is better avoided. */
import { CAPITAL, PARAGRAPH } from '../../../../nets/text/casing';
import { functionWords } from '../../../../networks/shared/functionWords';
import { continuesWord, isEnd, isInWord } from './words';

/** What the rules depend on: the story so far. */
export interface DecodingContext {
	/** All tokens so far. */
	readonly tokens: readonly number[];
	/** Tokens that were tried here and rejected. */
	readonly excluded: ReadonlySet<number>;
	/** A quotation is open. */
	readonly isQuoteOpen: boolean;
	/** The next token must begin a new word. */
	readonly startsWord: boolean;
	/** The text ends with letters of a word in progress, which the next token may continue. */
	readonly isInWord: boolean;
	/** The next word is not the first of its sentence or quotation. */
	readonly isMidSentence: boolean;
	/** Added to the logits of sentence ends. */
	readonly endBonus: number;
}

/** Tokens within which a word counts as recently used. */
const RECENT = 60;
/** How much less likely than the likeliest token the rest of a word may be, in natural logarithms. */
const MIN_ENDING = Math.log(0.4);
/** No n-gram of this many tokens occurs three times. */
const NGRAM = 4;

export class LogitsProcessor {
	private readonly unusable: readonly number[];
	private readonly ends: readonly number[];
	private readonly closingQuotes: readonly number[];
	private readonly openingQuotes: readonly number[];
	private readonly continuations: readonly number[];
	private readonly isContent: readonly boolean[];
	private readonly endsInWord: readonly boolean[];
	private readonly functionWords: readonly number[];
	private readonly capital: number;
	private readonly paragraph: number;
	private readonly penalty: number;

	/**
	 * @param pieces texts of all tokens; undefined for tokens that are never written
	 * @param repetitionPenalty what a word's probability is divided by for each recent use
	 */
	constructor(pieces: readonly (string | undefined)[], repetitionPenalty: number) {
		const idsWhere = (is: (piece: string) => boolean) =>
			pieces.flatMap((piece, id) => (piece !== undefined && is(piece) ? [id] : []));
		this.unusable = pieces.flatMap((piece, id) => (piece === undefined ? [id] : []));
		this.ends = idsWhere(isEnd);
		this.closingQuotes = idsWhere((piece) => /^[.,!?]+"$/.test(piece));
		this.openingQuotes = idsWhere((piece) => piece === ' "');
		this.continuations = idsWhere((piece) => continuesWord('x', piece));
		// Parts of words may be repeated, and so may names.
		this.isContent = pieces.map(
			(piece) => /^ \p{L}{2,}$/u.test(piece ?? '') && !functionWords.has(piece?.slice(1) ?? ''),
		);
		this.endsInWord = pieces.map((piece) => isInWord(piece ?? ''));
		this.functionWords = idsWhere((piece) => functionWords.has(piece.trimStart()));
		this.capital = pieces.indexOf(CAPITAL);
		this.paragraph = pieces.indexOf(PARAGRAPH);
		this.penalty = Math.log(repetitionPenalty);
	}

	/** Changes the logits of all tokens in place; excluded ones become -Infinity. */
	apply(
		logits: Float32Array,
		{ tokens, excluded, isQuoteOpen, startsWord, isInWord, isMidSentence, endBonus }: DecodingContext,
	): void {
		const exclude = (ids: Iterable<number>) => {
			for (const id of ids) logits[id] = Number.NEGATIVE_INFINITY;
		};
		if (isInWord) exclude(this.unlikelyEndings(logits));
		for (const token of tokens.slice(-RECENT)) {
			if (this.isContent[token]) logits[token] = (logits[token] as number) - this.penalty;
		}
		if (endBonus > 0) for (const id of this.ends) logits[id] = (logits[id] as number) + endBonus;
		exclude(this.unusable);
		exclude(excluded);
		exclude(thirdNgram(tokens));
		exclude(isQuoteOpen ? this.openingQuotes : this.closingQuotes);
		if (startsWord) exclude(this.continuations);
		const last = tokens.at(-1);
		if (last !== undefined && this.isContent[last]) exclude([last]);
		if (last === this.capital) exclude([this.capital, this.paragraph]);
		// A capital within a word: "nightLy".
		if (last === this.capital && this.endsInWord[tokens.at(-2) as number]) exclude(this.continuations);
		if (last === this.capital && isMidSentence) exclude(this.functionWords);
		if (last === this.paragraph) exclude([this.paragraph]);
	}

	/** Endings so unlikely that they would make a word which does not exist. */
	private unlikelyEndings(logits: Float32Array): number[] {
		let largest = Number.NEGATIVE_INFINITY;
		for (const logit of logits) if (logit > largest) largest = logit;
		return this.continuations.filter((id) => (logits[id] as number) < largest + MIN_ENDING);
	}
}

/** Tokens that would complete an n-gram of {@link NGRAM} tokens for the third time. */
function thirdNgram(tokens: readonly number[]): number[] {
	const last = tokens.slice(1 - NGRAM);
	const counts = new Map<number, number>();
	for (let at = NGRAM - 1; at < tokens.length; at++) {
		if (!last.every((token, n) => tokens[at - NGRAM + 1 + n] === token)) continue;
		const next = tokens[at] as number;
		counts.set(next, (counts.get(next) ?? 0) + 1);
	}
	return [...counts].filter(([, count]) => count >= 2).map(([token]) => token);
}
