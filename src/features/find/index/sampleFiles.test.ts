import { afterEach, describe, expect, it, vi } from 'vitest';
import { sampleFiles } from './sampleFiles';

const config = {
	styles: [
		{ title: 'The Kiss', thumbnail: 'thumbnails/the-kiss.webp' },
		{ title: 'Sunflowers', thumbnail: 'thumbnails/sunflowers.webp' },
	],
};

/** A server with everything but `missing`. */
function serve(missing: RegExp): void {
	vi.stubGlobal('fetch', async (url: string) => {
		if (missing.test(url)) return new Response('', { status: 404 });
		return url.endsWith('.json') ? Response.json(config) : new Response(url);
	});
}

afterEach(() => void vi.unstubAllGlobals());

const paths = async () => (await sampleFiles()).map(({ path }) => path);
const paintings = ['Samples/Rocket, after The Kiss.webp', 'Samples/Rocket, after Sunflowers.webp'];

describe('sampleFiles', () => {
	it('lists the five photos and a painting per style, with descriptive names', async () => {
		serve(/nothing/);
		const files = await sampleFiles();
		expect(files.map(({ path }) => path).slice(0, 2)).toEqual([
			'Samples/Chelsea the cat.jpg',
			'Samples/A cup of coffee.jpg',
		]);
		expect(files.map(({ path }) => path).slice(5)).toEqual(paintings);
		expect(files[5]?.file.name).toBe('Rocket, after The Kiss.webp');
		expect(await files[5]?.file.text()).toBe('models/styles/thumbnails/the-kiss.webp');
	});

	it('gives identical files each time, so that they are known the second time', async () => {
		serve(/nothing/);
		expect((await sampleFiles()).map(({ file }) => file.lastModified)).toEqual(Array(7).fill(0));
	});

	it('skips missing paintings, even all of them', async () => {
		serve(/the-kiss/);
		expect((await paths()).slice(5)).toEqual([paintings[1]]);
		serve(/config\.json/);
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
