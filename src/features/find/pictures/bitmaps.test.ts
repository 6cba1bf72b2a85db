import { describe, expect, it } from 'vitest';
import { type BitmapRequest, createBitmapCache } from './bitmaps';

/** What a decoder made; knows whether it was closed. */
class FakeBitmap {
	readonly width: number;
	readonly height: number;
	closed = false;
	constructor(side: number) {
		this.width = side;
		this.height = side;
	}
	close() {
		this.closed = true;
	}
}

const wish = (hash: string): BitmapRequest => ({ hash, thumbnail: new Blob([hash]), width: 4, height: 3 });
/** Lets what was resolved be taken. */
const settle = async () => {
	for (let turn = 0; turn < 8; turn++) await Promise.resolve();
};

function setUp(pixels?: number) {
	const asked: { name: string; resolve: (bitmap: FakeBitmap) => void; reject: (error: Error) => void }[] = [];
	const ready: number[] = [];
	const cache = createBitmapCache<FakeBitmap>({
		decode: ({ hash }, side) =>
			new Promise((resolve, reject) => asked.push({ name: `${hash}/${side}`, resolve, reject })),
		onReady: () => ready.push(1),
		...(pixels === undefined ? {} : { pixels }),
	});
	const names = () => asked.map(({ name }) => name);
	const answer = async (name: string, bitmap: FakeBitmap) => {
		asked.find((one) => one.name === name)?.resolve(bitmap);
		await settle();
		return bitmap;
	};
	return { cache, asked, names, answer, ready };
}

describe('createBitmapCache', () => {
	it('decodes once, to the next larger side, and reports when the bitmap is ready', async () => {
		const { cache, names, answer, ready } = setUp();
		expect(cache.get(wish('a'), 60)).toBeUndefined();
		expect(cache.get(wish('a'), 60)).toBeUndefined();
		expect(names()).toEqual(['a/128']);
		const bitmap = await answer('a/128', new FakeBitmap(128));
		expect(ready).toHaveLength(1);
		expect(cache.get(wish('a'), 100)).toBe(bitmap);
		expect(names()).toEqual(['a/128']);
	});

	it('returns the best bitmap so far while a better one is decoded', async () => {
		const { cache, names, answer } = setUp();
		cache.get(wish('a'), 20);
		const small = await answer('a/48', new FakeBitmap(48));
		expect(cache.get(wish('a'), 300)).toBe(small);
		expect(names()).toEqual(['a/48', 'a/512']);
		const large = await answer('a/512', new FakeBitmap(512));
		expect(cache.get(wish('a'), 300)).toBe(large);
		expect(cache.get(wish('a'), 100)).toBe(large);
	});

	it('decodes four at once, and drops requests that are out of sight', async () => {
		const { cache, names, answer } = setUp();
		for (const hash of 'abcdef') cache.get(wish(hash), 40);
		expect(names()).toHaveLength(4);
		cache.begin();
		cache.get(wish('z'), 40);
		await answer('a/48', new FakeBitmap(48));
		await answer('b/48', new FakeBitmap(48));
		expect(names().slice(4)).toEqual(['z/48']);
	});

	it('drops the least recently drawn bitmap when it holds too many pixels', async () => {
		const { cache, answer, names } = setUp(2 * 48 * 48);
		const bitmaps: Record<string, FakeBitmap> = {};
		for (const hash of ['a', 'b', 'c']) {
			cache.get(wish(hash), 40);
			bitmaps[hash] = await answer(`${hash}/48`, new FakeBitmap(48));
			cache.begin();
			cache.get(wish('a'), 40);
		}
		expect(Object.values(bitmaps).map(({ closed }) => closed)).toEqual([false, true, false]);
		expect(cache.get(wish('b'), 40)).toBeUndefined();
		expect(names()).toEqual(['a/48', 'b/48', 'c/48', 'b/48']);
	});

	it('keeps everything that one frame shows, however much it is', async () => {
		const { cache, answer } = setUp(1);
		cache.begin();
		const bitmaps: FakeBitmap[] = [];
		for (const hash of ['a', 'b', 'c']) {
			cache.get(wish(hash), 40);
			bitmaps.push(await answer(`${hash}/48`, new FakeBitmap(48)));
		}
		expect(bitmaps.some(({ closed }) => closed)).toBe(false);
		cache.begin();
		cache.get(wish('d'), 40);
		await answer('d/48', new FakeBitmap(48));
		expect(bitmaps.every(({ closed }) => closed)).toBe(true);
	});

	it('does not retry undecodable thumbnails, and skips pictures without one', async () => {
		const { cache, asked, names } = setUp();
		cache.get(wish('a'), 40);
		asked[0]?.reject(new Error('damaged'));
		await settle();
		expect(cache.get(wish('a'), 40)).toBeUndefined();
		expect(cache.get({ hash: 'b', width: 1, height: 1 }, 40)).toBeUndefined();
		expect(names()).toEqual(['a/48']);
	});

	it('closes all bitmaps, including those decoded too late', async () => {
		const { cache, answer } = setUp();
		cache.get(wish('a'), 40);
		const first = await answer('a/48', new FakeBitmap(48));
		cache.get(wish('b'), 40);
		cache.dispose();
		const late = await answer('b/48', new FakeBitmap(48));
		expect([first.closed, late.closed]).toEqual([true, true]);
	});
});
