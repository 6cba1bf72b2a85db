import { describe, expect, it } from 'vitest';
import { vocabulary } from '../../../../networks/testing/story';
import { specialTokens, tokeniser } from '../testing/scriptedDecoder';
import { type DecodingContext, LogitsProcessor } from './logitsProcessor';

const idOf = (piece: string) => tokeniser.pieces.indexOf(piece);
const never = Number.NEGATIVE_INFINITY;

/** Logits of 1 for every token, processed. */
function applied(
	tokens: readonly (string | number)[],
	context: Partial<DecodingContext> = {},
	penalty = 1,
): (piece: string) => number {
	const logits = new Float32Array(vocabulary).fill(1);
	new LogitsProcessor(tokeniser.pieces, penalty).apply(logits, {
		tokens: tokens.map((token) => (typeof token === 'string' ? idOf(token) : token)),
		excluded: new Set(),
		isQuoteOpen: false,
		startsWord: false,
		isInWord: false,
		isMidSentence: false,
		endBonus: 0,
		...context,
	});
	return (piece) => logits[idOf(piece)] as number;
}

describe('LogitsProcessor', () => {
	it('divides the probability of a word by the penalty for each recent use', () => {
		const logit = applied([' dog', ' cat', ' dog', ' the', ' the', 'ly', '.', '⇧'], {}, 2);
		expect(logit(' dog')).toBeCloseTo(1 - 2 * Math.log(2), 5);
		expect(logit(' cat')).toBeCloseTo(1 - Math.log(2), 5);
		// Function words, parts of words, punctuation and special tokens are not penalised.
		expect([' the', 'ly', '.', ' red'].map(logit)).toEqual([1, 1, 1, 1]);
		const long = applied([' dog', ...Array(60).fill(' the')], {}, 2);
		expect(long(' dog')).toBe(1);
	});

	it('excludes the third occurrence of a 4-gram', () => {
		const run = [' the', ' dog', ' runs', ' in'];
		expect(applied([...run, ' a', ...run.slice(0, 3)])(' in')).toBe(1);
		expect(applied([...run, ' a', ...run, ' a', ...run.slice(0, 3)])(' in')).toBe(never);
		expect(applied([...run, ' a', ...run, ' a', ...run.slice(0, 3)])(' on')).toBe(1);
		expect(applied(Array(5).fill(' the'))(' the')).toBe(never);
		expect(applied(Array(4).fill(' the'))(' the')).toBe(1);
	});

	it('excludes a capital within a word', () => {
		expect(applied([' dog', '⇧'])('ly')).toBe(never);
		expect(applied([' dog', '.', '⇧'])('ly')).toBe(1);
		expect(applied([' dog', '⇧'])(' cat')).toBe(1);
	});

	it('excludes the start token, parts of characters, rejected tokens and special tokens in a row', () => {
		const logits = new Float32Array(vocabulary).fill(1);
		const context = {
			tokens: [],
			excluded: new Set([7]),
			isQuoteOpen: false,
			startsWord: false,
			isInWord: false,
			isMidSentence: false,
			endBonus: 0,
		};
		new LogitsProcessor(tokeniser.pieces, 1).apply(logits, context);
		expect(logits[specialTokens.start]).toBe(never);
		expect(logits[7]).toBe(never);
		for (const [id, piece] of tokeniser.pieces.entries()) if (piece === undefined) expect(logits[id]).toBe(never);
		expect([applied(['⇧'])('⇧'), applied(['⇧'])('¶'), applied(['¶'])('¶'), applied(['¶'])('⇧')]).toEqual([
			never,
			never,
			never,
			1,
		]);
	});

	it('repeats no content word at once', () => {
		expect(applied([' red'])(' red')).toBe(never);
		expect(applied([' red', ','])(' red')).toBe(1);
		expect(applied([' the'])(' the')).toBe(1);
	});

	it('excludes unlikely endings of a word in progress', () => {
		const endingOf = (ly: number, context: Partial<DecodingContext>) => {
			const logits = new Float32Array(vocabulary).fill(-9);
			logits[idOf('.')] = 2;
			logits[idOf('ly')] = ly;
			const whole = {
				tokens: [],
				excluded: new Set<number>(),
				isQuoteOpen: false,
				startsWord: false,
				isMidSentence: false,
				endBonus: 0,
			};
			new LogitsProcessor(tokeniser.pieces, 1).apply(logits, { ...whole, isInWord: false, ...context });
			return logits[idOf('ly')];
		};
		expect(endingOf(0.5, { isInWord: true })).toBe(never);
		expect(endingOf(1.5, { isInWord: true })).toBe(1.5);
		expect(endingOf(0.5, { isInWord: false })).toBe(0.5);
	});

	it('capitalises no function word in mid-sentence', () => {
		expect([' the', ' dog'].map(applied(['⇧'], { isMidSentence: true }))).toEqual([never, 1]);
		expect([' the', ' dog'].map(applied(['⇧']))).toEqual([1, 1]);
		expect([' the', ' dog'].map(applied([' red'], { isMidSentence: true }))).toEqual([1, 1]);
	});

	it('opens and closes quotations in turn', () => {
		expect([' "', '."', ',"'].map(applied([]))).toEqual([1, never, never]);
		expect([' "', '."', ',"'].map(applied([], { isQuoteOpen: true }))).toEqual([never, 1, 1]);
	});

	it('begins a new word where asked to, and adds the bonus to sentence ends', () => {
		const logit = applied([], { startsWord: true, endBonus: 3 });
		expect(['ly', ' dog', '.', '!', ','].map(logit)).toEqual([never, 1, 4, 4, 1]);
	});
});
