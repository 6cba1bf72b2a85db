import { describe, expect, it } from 'vitest';
import { lengths } from '../options';
import { passagesOf } from './passages';

const caption = (text: string, ...vector: number[]) => ({ text, vector: Float32Array.from(vector) });
const captions = [caption('a dog', 1, 0, 0), caption('a dog runs', 0, 1, 0), caption('grass', 0, 0, 1)];
const beginning = Float32Array.of(0.5, 0.5, 0);

describe('the passages of a story', () => {
	it('keep its beginning in mind', () => {
		const [first, ...later] = passagesOf(captions, beginning, { length: 'medium', seed: 1 });
		expect(first).toMatchObject({ thought: beginning, caption: 'a dog' });
		for (const { caption: text, thought } of later) {
			const own = captions.find((one) => one.text === text)?.vector as Float32Array;
			expect(thought).toEqual(beginning.map((value, at) => (value + (own[at] as number)) / 2));
		}
	});

	it('use no caption twice while others are left, and end at the length that was asked for', () => {
		const passages = passagesOf(captions, beginning, { length: 'long', seed: 1 });
		expect(new Set(passages.slice(1, 3).map((one) => one.caption))).toEqual(new Set(['a dog runs', 'grass']));
		expect(passages).toHaveLength(lengths.long.passages);
		expect(passages.at(-1)?.until).toBe(lengths.long.words);
	});
});
