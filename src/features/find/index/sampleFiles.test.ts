import { afterEach, describe, expect, it, vi } from 'vitest';
import { sampleFiles } from './sampleFiles';

const list = {
	pictures: [
		{ file: 'moon.webp', title: 'The moon' },
		{ file: 'a-red-bird-1.webp', title: 'A red bird, 1' },
	],
};

/** A server with everything but `missing`. */
function serve(missing: RegExp): void {
	vi.stubGlobal('fetch', async (url: string) => {
		if (missing.test(url)) return new Response('', { status: 404 });
		return url.endsWith('.json') ? Response.json(list) : new Response(url);
	});
}

afterEach(() => void vi.unstubAllGlobals());

const paths = async () => (await sampleFiles()).map(({ path }) => path);
const others = ['Samples/The moon.webp', 'Samples/A red bird, 1.webp'];

describe('sampleFiles', () => {
	it('lists the five photos and what the library lists, with descriptive names', async () => {
		serve(/nothing/);
		const files = await sampleFiles();
		expect(files.map(({ path }) => path).slice(0, 2)).toEqual([
			'Samples/Chelsea the cat.jpg',
			'Samples/A cup of coffee.jpg',
		]);
		expect(files.map(({ path }) => path).slice(5)).toEqual(others);
		expect(files[5]?.file.name).toBe('The moon.webp');
		expect(await files[5]?.file.text()).toBe('library/moon.webp');
	});

	it('gives identical files each time, so that they are known the second time', async () => {
		serve(/nothing/);
		expect((await sampleFiles()).map(({ file }) => file.lastModified)).toEqual(Array(7).fill(0));
	});

	it('skips missing pictures, even all of them', async () => {
		serve(/moon/);
		expect((await paths()).slice(5)).toEqual([others[1]]);
		serve(/index\.json/);
		expect((await paths()).length).toBe(5);
	});

	it('says so when a photo cannot be fetched', async () => {
		serve(/rocket/);
		await expect(sampleFiles()).rejects.toMatchObject({ code: 'network-failed' });
	});

	it('stops when its signal is aborted', async () => {
		serve(/nothing/);
		await expect(sampleFiles(AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
	});
});
