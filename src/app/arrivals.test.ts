import { afterEach, describe, expect, it, vi } from 'vitest';
import { samples } from '../library/samples';
import { picture } from '../library/testing/pictures';
import type { LibraryItem } from '../library/types';
import { takeSample } from './arrivals';
import { homeId } from './navigation';
import { takeFiles, takerOf } from './offering';
import { tabs, tabToShow } from './tabs/registry';

const item = (madeBy?: string): LibraryItem => ({
	...picture('A picture', madeBy === undefined ? 'photo' : 'work'),
	id: 'a',
	created: 0,
	...(madeBy !== undefined && { recipe: { tab: madeBy } }),
});

/** The tab that takes a work of `madeBy` (a photo when undefined) which is put on a zone of the tab `shown`. */
const taker = (madeBy: string | undefined, shown: string, zone?: string) =>
	takerOf(item(madeBy), { tab: tabToShow(shown), zone })?.id;

describe('takerOf', () => {
	it('gives a photo to the tab that is shown, where that tab takes photos', () => {
		expect(taker(undefined, 'paint', 'page')).toBe('paint');
		expect(taker(undefined, 'story', 'page')).toBe('story');
		expect(taker(undefined, 'imagine', 'page')).toBeUndefined();
	});

	it('gives a work back to the tab that made it', () => {
		for (const shown of ['paint', 'imagine']) {
			for (const maker of ['story', 'paint', 'imagine']) expect(taker(maker, shown, 'page')).toBe(maker);
		}
	});

	it('lets Story write about the works of other tabs, and Paint use them as style and mask', () => {
		expect(taker('imagine', 'story', 'page')).toBe('story');
		expect(taker('paint', 'story', 'page')).toBe('story');
		expect(taker('imagine', 'paint', 'style')).toBe('paint');
		expect(taker('story', 'paint', 'mask')).toBe('paint');
	});

	it('asks no tab about a picture that is only to be kept', () => {
		for (const { id } of tabs) expect(taker('imagine', id)).toBeUndefined();
	});

	it('leaves the work of a tab that is not here in the library', () => {
		expect(taker('sculpt', 'paint', 'page')).toBeUndefined();
	});
});

describe('files that are no pictures', () => {
	const reader = async (name: string) => {
		const file = new File([], name);
		const accepted = await Promise.all(tabs.map((tab) => tab.acceptsFile?.(file)));
		return tabs.filter((_, at) => accepted[at]).map(({ id }) => id);
	};

	it('are read by one tab each', async () => {
		expect(await reader('vgg19.h5')).toEqual(['paint']);
		expect(await reader('vgg19.safetensors')).toEqual(['paint']);
		expect(await reader('film.mp4')).toEqual(['paint']);
		expect(await reader('tale.md')).toEqual(['story']);
		expect(await reader('photo.jpg')).toEqual([]);
	});
});

describe('a folder of hundreds of pictures', () => {
	it('is for Find, which keeps only small copies', async () => {
		const pictures = Array.from({ length: 201 }, (_, at) => ({
			file: new File(['x'], `${at}.jpg`),
			path: `Holiday/${at}.jpg`,
		}));
		const list = async () => ({ pictures, others: [], place: '“Holiday”' });
		await expect(takeFiles(list, { tab: tabToShow('paint'), zone: 'page' })).rejects.toMatchObject({
			code: 'pictures-too-many',
			message: expect.stringMatching(/201 pictures in “Holiday”.*Drop the folder on Find/),
		});
	});
});

describe('the tabs', () => {
	it('have an identifier each, and the home tab stands in for an unknown one', () => {
		expect(new Set(tabs.map(({ id }) => id)).size).toBe(tabs.length);
		expect(tabToShow('nowhere').id).toBe(homeId);
	});
});

describe('takeSample', () => {
	afterEach(() => vi.unstubAllGlobals());

	it('aborts a sample that is still being fetched when another is chosen', async () => {
		const signals: AbortSignal[] = [];
		const pending = (_: string, { signal }: { signal: AbortSignal }) => {
			signals.push(signal);
			return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
		};
		vi.stubGlobal('fetch', pending);
		const target = { tab: tabToShow('paint'), zone: undefined };
		for (const [at, sample] of samples.slice(0, 2).entries()) {
			takeSample(sample, target);
			await vi.waitFor(() => expect(signals).toHaveLength(at + 1));
		}
		expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
	});
});
