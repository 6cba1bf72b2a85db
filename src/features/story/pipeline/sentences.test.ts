import { describe, expect, it } from 'vitest';
import { FEWEST, sentencesOf, spread } from './sentences';

const yieldTurn = async () => {};
const many = (make: (at: number) => string, between = ' ') =>
	Array.from({ length: FEWEST }, (_, at) => make(at)).join(between);

describe('sentencesOf', () => {
	it('returns straightened sentences, without those that have no letters', async () => {
		const found = await sentencesOf(
			many((at) => `“It’s ${at},” she said – no more.   * * *.`),
			yieldTurn,
		);
		expect(found).toHaveLength(FEWEST);
		expect(found[7]).toBe('"It\'s 7," she said — no more.');
	});

	it('joins wrapped lines and keeps other lines apart', async () => {
		const wrapped = many((at) => `The dog number ${at} ran down to the beach, where\r\nthe cat was. `, '\r\n');
		const joined = await sentencesOf(wrapped, yieldTurn);
		expect(joined).toHaveLength(FEWEST);
		expect(joined[0]).toBe('The dog number 0 ran down to the beach, where the cat was.');
		const lines = await sentencesOf(
			many((at) => `A dog in the snow ${at}`, '\n'),
			yieldTurn,
		);
		expect(lines).toHaveLength(FEWEST);
	});

	it('segments a long text in chunks and yields between them', async () => {
		let turns = 0;
		const found = await sentencesOf(
			many((at) => `It said ${'word '.repeat(1000)}${at} times.`),
			async () => {
				turns++;
			},
		);
		expect(turns).toBeGreaterThan(3);
		expect(found.length).toBeGreaterThanOrEqual(FEWEST);
		const endless = 'x'.repeat(500_000);
		await expect(sentencesOf(endless, yieldTurn)).rejects.toMatchObject({ code: 'option-invalid' });
	});

	it.each([
		['nothing', '', 'only 0'],
		['one sentence', 'It was a dark and stormy night.', 'only one'],
		['too few', 'So it was. '.repeat(FEWEST - 1), `only ${FEWEST - 1}`],
		['bytes', String.fromCharCode(...Array.from({ length: 5000 }, (_, at) => (at * 7) % 256)), 'not a text'],
		['another encoding', `${'So it was. '.repeat(FEWEST)}${'\ufffd'.repeat(500)}`, 'not a text'],
	])('refuses %s', async (_, text, why) => {
		await expect(sentencesOf(text, yieldTurn)).rejects.toMatchObject({
			code: 'option-invalid',
			message: expect.stringContaining(why),
		});
	});
});

describe('spread', () => {
	it('samples evenly, or returns all', () => {
		expect(spread([1, 2, 3], 5)).toEqual([1, 2, 3]);
		expect(spread([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 4)).toEqual([0, 2, 5, 7]);
	});
});
