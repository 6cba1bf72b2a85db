import { describe, expect, it } from 'vitest';
import { createJudge } from './judge';

const vectorsBy = (table: Readonly<Record<string, readonly number[]>>) => async (sentences: readonly string[]) =>
	sentences.map((sentence) => Float32Array.from(table[sentence] ?? [0.6, 0.8, 0]));
const options = {
	picture: Float32Array.of(0.5, 0, 0),
	captions: Float32Array.of(0, 0, 0),
	style: Float32Array.of(0, 0, 1),
	ending: Float32Array.of(0, 1, 0),
	typical: new Map([
		['ship', 1],
		['castle', -0.5],
	]),
	stock: ['took a deep breath'],
	names: { female: ['Lucy', 'Mary'], male: ['Tom', 'Peter'] },
};
const judge = (table: Readonly<Record<string, readonly number[]>> = {}) =>
	createJudge({ encode: vectorsBy(table), ...options });
const orderOf = async (
	story: string,
	drafts: readonly string[],
	table?: Readonly<Record<string, readonly number[]>>,
	remaining = 100,
) => {
	const scores = await judge(table)(story, remaining)(drafts);
	return [...drafts].sort((a, b) => (scores[drafts.indexOf(b)] as number) - (scores[drafts.indexOf(a)] as number));
};

describe('the judge of drafts', () => {
	it('prefers what is nearer to the picture, and to the style', async () => {
		const table = { near: [1, 0, 0], far: [0, 1, 0], styled: [0, 0.6, 0.8] };
		expect((await orderOf('', ['far', 'near'], table))[0]).toBe('near');
		expect((await orderOf('', ['far', 'styled'], table))[0]).toBe('styled');
	});

	it('prefers what the story has not said yet', async () => {
		const drafts = ['The castle stood above the castle garden.', 'The river ran below the silent meadow.'];
		expect((await orderOf('There was a castle with a garden.', drafts))[0]).toBe(drafts[1]);
	});

	it('prefers words that are typical of the style', async () => {
		const drafts = ['There stood a castle.', 'There stood a tower.', 'There stood a ship.'];
		expect(await orderOf('', drafts)).toEqual(drafts.toReversed());
	});

	it('does not turn him into her', async () => {
		const drafts = ['She opened the door.', 'He opened the door.'];
		expect((await orderOf('A man walked home.', drafts))[0]).toBe(drafts[1]);
		expect((await orderOf('A woman walked home.', drafts))[0]).toBe(drafts[0]);
		expect((await orderOf('Lucy walked home.', drafts))[0]).toBe(drafts[0]);
	});

	it('keeps to two people', async () => {
		const drafts = ['Peter opened the door.', 'Mary opened the door.', 'Tom opened the door.'];
		expect((await orderOf('Lucy walked home with Tom.', drafts))[0]).toBe(drafts[2]);
		const [newcomer, again] = await judge()('Lucy walked home with Tom and Peter.', 100)(['Mary ran.', 'Tom ran.']);
		expect(newcomer).toBeLessThan(again as number);
		// A name is no repetition.
		const [second, first] = await judge()('Lucy walked home.', 100)(['Mary ran.', 'Lucy ran.']);
		expect(first).toBe(second);
	});

	it('lets nobody speak to himself by name', async () => {
		const [self, other] = await judge()('Lucy met Mary. ', 100)([
			'"Come in, Lucy," said Lucy.',
			'"Come in, Lucy," said Mary.',
		]);
		expect(self).toBeLessThan(other as number);
		const [continued] = await judge()('Lucy met Mary.\n\n"Come in, Lucy!" ', 100)(['Lucy said.']);
		const [apart] = await judge()('Lucy met Mary.\n\n"Come in, Mary!" ', 100)(['Lucy said.']);
		expect(continued).toBeLessThan(apart as number);
	});

	it('prefers other words to a stock phrase, also where the story ends with its beginning', async () => {
		const drafts = ['He took a deep breath.', 'He took a long breath.'];
		expect((await orderOf('', drafts))[0]).toBe(drafts[1]);
		const [worn, fresh] = await Promise.all(
			['He took', 'He drew'].map(async (story) => (await judge()(story, 100)(['a deep breath.']))[0] as number),
		);
		expect(worn).toBeLessThan(fresh as number);
	});

	it('prefers an ending for the last sentence, and only there', async () => {
		const table = { 'They all went home.': [0, 1, 0], 'She opened the gate.': [0, -1, 0] };
		const drafts = Object.keys(table);
		const gap = async (remaining: number) => {
			const [home, gate] = await judge(table)('', remaining)(drafts);
			return (home as number) - (gate as number);
		};
		expect(await gap(4)).toBeGreaterThan(1);
		expect(await gap(5)).toBeCloseTo(0);
	});

	it('prefers what follows from the last sentence', async () => {
		// The next sentence's thought is the last one's, turned by a quarter.
		const next = Float32Array.of(0, -1, 0, 1, 0, 0, 0, 0, 1);
		const table = { 'He ran.': [1, 0, 0], follows: [0, 1, 0], turns: [0, -1, 0] };
		const found = createJudge({ encode: vectorsBy(table), next, ...options, picture: Float32Array.of(0, 0, 1) });
		const [first, second] = await found('It rained. He ran.', 100)(['turns', 'follows']);
		expect(second).toBeGreaterThan(first as number);
	});

	it.each([
		['Lucy and Lucy swam.', false],
		['He was a boy and a boy named Tom.', false],
		['They drank water and drank water.', false],
		['There were sheep and sheeps.', false],
		['Lucy and Mary swam.', true],
		['On and on Lucy swam, faster and faster.', true],
		['She called again and again.', true],
	])('rules out what is joined with itself: %s', async (draft, isAllowed) => {
		expect(Number.isFinite((await judge()('', 100)([draft]))[0])).toBe(isAllowed);
	});

	it('rules out filtered words', async () => {
		expect(await judge()('', 100)(['Damn the rain.', 'It rained.'])).toEqual([
			Number.NEGATIVE_INFINITY,
			expect.any(Number),
		]);
	});
});
