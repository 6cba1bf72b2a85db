/** What a story may not say next, and what it had better not. */
import { CAPITAL, PARAGRAPH } from '../../../../nets/text/casing';
import { continuesWord, isEnd } from './words';

/** A story on its way. */
export interface Said {
	/** All tokens so far. */
	readonly tokens: readonly number[];
	/** Tokens that were tried in vain. */
	readonly barred: ReadonlySet<number>;
	/** A quotation is open. */
	readonly isQuoteOpen: boolean;
	/** The next token must begin a word of its own. */
	readonly isApart: boolean;
	/** Letters have been said, and what comes next may be more of their word. */
	readonly isInWord: boolean;
	/** The next word is not the first of its sentence, nor of a quotation. */
	readonly isWithin: boolean;
	/** How much likelier sentences' ends are made, in natural logarithms. */
	readonly haste: number;
}

/** Tokens for which a word counts as just said. */
const RECENT = 60;
/** How much less likely than the likeliest piece the rest of a word may be, in natural logarithms. */
const LEAST_ENDING = Math.log(0.4);
/** No so many tokens in a row are said three times. */
const RUN = 4;

/** Words that may be said as often as the network likes. */
const functionWords = new Set(
	(
		'the a an this that these those and or but nor so yet if than then as of at by for from in into on onto to up ' +
		'down out off over under with without within upon about after before between through against i me my mine you ' +
		'your yours he him his she her hers it its we us our ours they them their who whom whose which what where when ' +
		'why how am is are was were be been being do does did have has had having will would shall should can could may ' +
		'might must not no yes all any some one there here very too more most such said'
	).split(' '),
);

export class Restraint {
	private readonly never: readonly number[];
	private readonly ends: readonly number[];
	private readonly closing: readonly number[];
	private readonly opening: readonly number[];
	private readonly joining: readonly number[];
	private readonly isContent: readonly boolean[];
	private readonly functionWords: readonly number[];
	private readonly capital: number;
	private readonly paragraph: number;
	private readonly penalty: number;

	/**
	 * @param pieces texts of all tokens, undefined for what is never said
	 * @param repetitionPenalty what a word's probability is divided by each time that it was said a short while ago
	 */
	constructor(pieces: readonly (string | undefined)[], repetitionPenalty: number) {
		const those = (is: (piece: string) => boolean) =>
			pieces.flatMap((piece, id) => (piece !== undefined && is(piece) ? [id] : []));
		this.never = pieces.flatMap((piece, id) => (piece === undefined ? [id] : []));
		this.ends = those(isEnd);
		this.closing = those((piece) => /^[.,!?]+"$/.test(piece));
		this.opening = those((piece) => piece === ' "');
		this.joining = those((piece) => continuesWord('x', piece));
		// A piece in the middle of a word is that word's own affair, and names may come again.
		this.isContent = pieces.map(
			(piece) => /^ \p{L}{2,}$/u.test(piece ?? '') && !functionWords.has(piece?.slice(1) ?? ''),
		);
		this.functionWords = those((piece) => functionWords.has(piece.trimStart()));
		this.capital = pieces.indexOf(CAPITAL);
		this.paragraph = pieces.indexOf(PARAGRAPH);
		this.penalty = Math.log(repetitionPenalty);
	}

	/** Changes the logits of all tokens; -Infinity for what must not be said. */
	apply(logits: Float32Array, { tokens, barred, isQuoteOpen, isApart, isInWord, isWithin, haste }: Said): void {
		const bar = (ids: Iterable<number>) => {
			for (const id of ids) logits[id] = Number.NEGATIVE_INFINITY;
		};
		if (isInWord) bar(this.unlikelyEndings(logits));
		for (const token of tokens.slice(-RECENT)) {
			if (this.isContent[token]) logits[token] = (logits[token] as number) - this.penalty;
		}
		if (haste > 0) for (const id of this.ends) logits[id] = (logits[id] as number) + haste;
		bar(this.never);
		bar(barred);
		bar(saidTwice(tokens));
		bar(isQuoteOpen ? this.opening : this.closing);
		if (isApart) bar(this.joining);
		const last = tokens.at(-1);
		if (last !== undefined && this.isContent[last]) bar([last]);
		if (last === this.capital) bar([this.capital, this.paragraph]);
		if (last === this.capital && isWithin) bar(this.functionWords);
		if (last === this.paragraph) bar([this.paragraph]);
	}

	/** Pieces that would make a word which nobody knows. */
	private unlikelyEndings(logits: Float32Array): number[] {
		let largest = Number.NEGATIVE_INFINITY;
		for (const logit of logits) if (logit > largest) largest = logit;
		return this.joining.filter((id) => (logits[id] as number) < largest + LEAST_ENDING);
	}
}

/** Tokens that would say the same {@link RUN} for the third time. */
function saidTwice(tokens: readonly number[]): number[] {
	const last = tokens.slice(1 - RUN);
	const counts = new Map<number, number>();
	for (let at = RUN - 1; at < tokens.length; at++) {
		if (!last.every((token, n) => tokens[at - RUN + 1 + n] === token)) continue;
		const next = tokens[at] as number;
		counts.set(next, (counts.get(next) ?? 0) + 1);
	}
	return [...counts].filter(([, count]) => count >= 2).map(([token]) => token);
}
