import { describe, expect, it } from 'vitest';
import { keepFrames } from './frames';

const blob = (text: string) => async () => new Blob([text]);
const texts = async (frames: Blob[]) => Promise.all(frames.map((frame) => frame.text()));

describe('frames of a painting', () => {
	it('are all kept while there are few', async () => {
		const keeper = keepFrames(10);
		for (const at of [1, 2, 3]) keeper.offer(at, blob(String(at)));
		expect(await texts(await keeper.frames())).toEqual(['1', '2', '3']);
	});

	it('stay within the limit, from first to nearly last, evenly', async () => {
		const keeper = keepFrames(8);
		for (let at = 1; at <= 200; at++) keeper.offer(at, blob(String(at)));
		const kept = (await texts(await keeper.frames())).map(Number);
		expect(kept.length).toBeLessThanOrEqual(8);
		expect(kept.length).toBeGreaterThanOrEqual(4);
		expect(kept[0]).toBe(1);
		const gaps = kept.slice(1).map((at, index) => at - (kept[index] as number));
		expect(Math.max(...gaps)).toBeLessThanOrEqual(64);
		expect(Math.min(...gaps)).toBeGreaterThanOrEqual(Math.max(...gaps) / 2);
	});

	it('survive one that cannot be encoded', async () => {
		const keeper = keepFrames();
		keeper.offer(1, blob('a'));
		keeper.offer(2, async () => Promise.reject(new Error('no memory')));
		keeper.offer(3, blob('c'));
		expect(await texts(await keeper.frames())).toEqual(['a', 'c']);
	});
});
