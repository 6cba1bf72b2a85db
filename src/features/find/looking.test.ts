import { describe, expect, it } from 'vitest';
import type { IndexEmbedding, IndexEntry } from './index/types';
import { entries, prepared } from './testing/prepared';

describe('a picture with a grid', () => {
	const grid = { side: 1, codes: new Int8Array([3]), scale: 0.1 };
	const weights = [[1], [1], [1]].map((row) => Float32Array.from(row));
	const withGrid = () => {
		const all = prepared();
		const [first] = entries as [IndexEntry];
		all.pictures[0] = { ...first, embedding: { ...(first.embedding as IndexEmbedding), grid } };
		all.find.open('a');
		return all;
	};

	it('gives the captioner the grid for new captions, alternatives and rewriting', async () => {
		const anew = withGrid();
		void anew.find.recaption();
		expect(anew.call(0)).toMatchObject({ name: 'caption', request: { grid } });
		const { find, call } = withGrid();
		const asked = find.askAlternatives(0, 1);
		expect(call(0)).toMatchObject({ name: 'nextWords', request: { grid, prefix: ['a'] } });
		call(0).resolve({ words: [{ word: 'cat', probability: 0.2 }] });
		await asked;
		void find.takeAlternative('cat');
		expect(call(1)).toMatchObject({ name: 'caption', request: { grid, prefix: ['a', 'cat'] } });
	});

	it('shows where it looked, which it computes once per caption', async () => {
		const { find, calls, call } = withGrid();
		const looked = find.lookAt(0, 1);
		expect(call(0)).toMatchObject({ name: 'attend', request: { grid, words: ['a', 'dog', 'runs'] } });
		call(0).resolve({ weights });
		await looked;
		expect(find.getState().looking).toEqual({ text: 'a dog runs', at: 1 });
		expect(find.getState().attention.get('a dog runs')).toBe(weights);
		await find.lookAt(0, 2);
		expect(calls).toHaveLength(1);
		find.lookAway();
		expect(find.getState().looking).toBeUndefined();
		find.open('b');
		expect(find.getState().attention.size).toBe(0);
	});

	it('shows nothing for a picture without one', async () => {
		const { find, calls } = withGrid();
		find.open('b');
		await find.lookAt(0, 1);
		expect(calls).toHaveLength(0);
		expect(find.getState().looking).toBeUndefined();
	});

	it('drops what comes for a picture that is no longer open', async () => {
		const { find, call } = withGrid();
		const looked = find.lookAt(0, 0);
		find.open('b');
		call(0).resolve({ weights });
		await looked;
		expect(find.getState().attention.size).toBe(0);
	});
});
