import { describe, expect, it } from 'vitest';
import { createJudge } from './judge';

const vectorsBy = (table: Readonly<Record<string, readonly number[]>>) => async (sentences: readonly string[]) =>
	sentences.map((sentence) => Float32Array.from(table[sentence] ?? [0.6, 0.8, 0]));
const judge = (table: Readonly<Record<string, readonly number[]>> = {}) =>
	createJudge({
		encode: vectorsBy(table),
		picture: Float32Array.of(0.5, 0, 0),
		captions: Float32Array.of(0, 0, 0),
		style: Float32Array.of(0, 0, 1),
	});
const orderOf = async (
	story: string,
	drafts: readonly string[],
	table?: Readonly<Record<string, readonly number[]>>,
) => {
	const scores = await judge(table)(story)(drafts);
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

	it('does not turn him into her', async () => {
		const drafts = ['She opened the door.', 'He opened the door.'];
		expect((await orderOf('A man walked home.', drafts))[0]).toBe(drafts[1]);
		expect((await orderOf('A woman walked home.', drafts))[0]).toBe(drafts[0]);
	});

	it('prefers what follows from the last sentence', async () => {
		// The next sentence's thought is the last one's, turned by a quarter.
		const next = Float32Array.of(0, -1, 0, 1, 0, 0, 0, 0, 1);
		const table = { 'He ran.': [1, 0, 0], follows: [0, 1, 0], turns: [0, -1, 0] };
		const options = { captions: Float32Array.of(0, 0, 0), style: Float32Array.of(0, 0, 1) };
		const found = createJudge({ encode: vectorsBy(table), next, picture: Float32Array.of(0, 0, 1), ...options });
		const [first, second] = await found('It rained. He ran.')(['turns', 'follows']);
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
		expect(Number.isFinite((await judge()('')([draft]))[0])).toBe(isAllowed);
	});

	it('rules out filtered words', async () => {
		expect(await judge()('')(['Damn the rain.', 'It rained.'])).toEqual([Number.NEGATIVE_INFINITY, expect.any(Number)]);
	});
});
