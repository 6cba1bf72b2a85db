import { describe, expect, it } from 'vitest';
import { vocabulary } from '../../../../networks/testing/story';
import { specialTokens, tokeniser } from '../testing/teller';
import { Restraint, type Said } from './restraint';

const idOf = (piece: string) => tokeniser.pieces.indexOf(piece);
const never = Number.NEGATIVE_INFINITY;

/** What becomes of logits that are all 1. */
function applied(
	tokens: readonly (string | number)[],
	said: Partial<Said> = {},
	penalty = 1,
): (piece: string) => number {
	const logits = new Float32Array(vocabulary).fill(1);
	new Restraint(tokeniser.pieces, penalty).apply(logits, {
		tokens: tokens.map((token) => (typeof token === 'string' ? idOf(token) : token)),
		barred: new Set(),
		isQuoteOpen: false,
		isApart: false,
		isInWord: false,
		isWithin: false,
		haste: 0,
		...said,
	});
	return (piece) => logits[idOf(piece)] as number;
}

describe('restraint', () => {
	it('divides the probability of a word each time that it was said a short while ago', () => {
		const logit = applied([' dog', ' cat', ' dog', ' the', ' the', 'ly', '.', '⇧'], {}, 2);
		expect(logit(' dog')).toBeCloseTo(1 - 2 * Math.log(2), 5);
		expect(logit(' cat')).toBeCloseTo(1 - Math.log(2), 5);
		// Words that hold sentences together, parts of words, punctuation and signs may come as they like.
		expect([' the', 'ly', '.', ' red'].map(logit)).toEqual([1, 1, 1, 1]);
		const long = applied([' dog', ...Array(60).fill(' the')], {}, 2);
		expect(long(' dog')).toBe(1);
	});

	it('bars what would say four tokens for the third time', () => {
		const run = [' the', ' dog', ' runs', ' in'];
		expect(applied([...run, ' a', ...run.slice(0, 3)])(' in')).toBe(1);
		expect(applied([...run, ' a', ...run, ' a', ...run.slice(0, 3)])(' in')).toBe(never);
		expect(applied([...run, ' a', ...run, ' a', ...run.slice(0, 3)])(' on')).toBe(1);
		expect(applied(Array(5).fill(' the'))(' the')).toBe(never);
		expect(applied(Array(4).fill(' the'))(' the')).toBe(1);
	});

	it('bars the start, parts of characters, and signs that stand for nothing', () => {
		const logits = new Float32Array(vocabulary).fill(1);
		const said = {
			tokens: [],
			barred: new Set([7]),
			isQuoteOpen: false,
			isApart: false,
			isInWord: false,
			isWithin: false,
			haste: 0,
		};
		new Restraint(tokeniser.pieces, 1).apply(logits, said);
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

	it('says no word twice in a row, but for those that hold sentences together', () => {
		expect(applied([' red'])(' red')).toBe(never);
		expect(applied([' red', ','])(' red')).toBe(1);
		expect(applied([' the'])(' the')).toBe(1);
	});

	it('ends words as they usually end, or not at all', () => {
		const endingOf = (ly: number, said: Partial<Said>) => {
			const logits = new Float32Array(vocabulary).fill(-9);
			logits[idOf('.')] = 2;
			logits[idOf('ly')] = ly;
			const whole = {
				tokens: [],
				barred: new Set<number>(),
				isQuoteOpen: false,
				isApart: false,
				isWithin: false,
				haste: 0,
			};
			new Restraint(tokeniser.pieces, 1).apply(logits, { ...whole, isInWord: false, ...said });
			return logits[idOf('ly')];
		};
		expect(endingOf(0.5, { isInWord: true })).toBe(never);
		expect(endingOf(1.5, { isInWord: true })).toBe(1.5);
		expect(endingOf(0.5, { isInWord: false })).toBe(0.5);
	});

	it('gives capitals within a sentence to names, not to words that hold it together', () => {
		expect([' the', ' dog'].map(applied(['⇧'], { isWithin: true }))).toEqual([never, 1]);
		expect([' the', ' dog'].map(applied(['⇧']))).toEqual([1, 1]);
		expect([' the', ' dog'].map(applied([' red'], { isWithin: true }))).toEqual([1, 1]);
	});

	it('keeps quotations in order', () => {
		expect([' "', '."', ',"'].map(applied([]))).toEqual([1, never, never]);
		expect([' "', '."', ',"'].map(applied([], { isQuoteOpen: true }))).toEqual([never, 1, 1]);
	});

	it('keeps words apart where one has ended, and hastens sentences to their end', () => {
		const logit = applied([], { isApart: true, haste: 3 });
		expect(['ly', ' dog', '.', '!', ','].map(logit)).toEqual([never, 1, 4, 4, 1]);
	});
});
