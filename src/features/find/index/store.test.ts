import { describe, expect, it } from 'vitest';
import { fakeChannels } from '../../../storage/testing/fakeStorage';
import type { IndexState } from './state';
import { embeddingOf } from './testing/entries';
import { fakeIndex, openIndex, picked } from './testing/fakeIndex';
import { memoryShelf } from './testing/memoryShelf';

const made = (modelHash = 'model') => embeddingOf(Float32Array.of(1, 0), modelHash);

describe('what the index stores', () => {
	it('is there on the next visit, in order, with thumbnails and vectors', async () => {
		const { index, takeFiles, shelf } = await openIndex();
		await takeFiles([picked('Holiday/b.jpg'), picked('Holiday/a.jpg')], 'folder');
		await index.setEmbedding('hash of Holiday/b.jpg', made());
		const next = await openIndex(shelf);
		expect(next.names()).toEqual(['b', 'a']);
		const b = next.entry('Holiday/b.jpg');
		expect(b).toMatchObject({ source: 'folder', path: 'Holiday/b.jpg', width: 40, height: 30, embedding: made() });
		expect(await b?.thumbnail?.text()).toBe('small Holiday/b.jpg');
		expect(shelf.kept.get('hash of Holiday/b.jpg')).not.toHaveProperty('thumbnail');
		expect(next.index.getState().storage).toBe('kept');
	});

	it('lists all entries before the first thumbnail is read', async () => {
		const { takeFiles, shelf } = await openIndex();
		await takeFiles([picked('a.jpg'), picked('b.jpg')], 'folder');
		const next = fakeIndex(shelf);
		const seen: [number, number][] = [];
		next.index.subscribe(({ entries }) => {
			seen.push([entries.size, [...entries.values()].filter(({ thumbnail }) => thumbnail).length]);
		});
		await next.index.open();
		expect(seen).toEqual([
			[2, 0],
			[2, 2],
		]);
	});

	it('works in memory when the browser refuses storage', async () => {
		const { index, takeFiles, names, troubles } = fakeIndex();
		await index.open();
		await takeFiles([picked('a.jpg')], 'folder');
		await index.setEmbedding('hash of a.jpg', made());
		await index.remove(['nothing']);
		expect(names()).toEqual(['a']);
		expect(index.getState().storage).toBe('memory');
		expect(troubles).toEqual([]);
	});

	it('takes files that are added before it is open', async () => {
		const { index, takeFiles, names } = fakeIndex(memoryShelf());
		const taking = takeFiles([picked('early.jpg')], 'folder');
		expect(index.getState().intake).toEqual({ done: 0, total: 1, paused: false });
		await index.open();
		await taking;
		expect(names()).toEqual(['early']);
	});

	it('deletes thumbnails, oldest embedded first, but no vectors when storage is full', async () => {
		const shelf = memoryShelf();
		const { index, takeFiles, entry, troubles } = await openIndex(shelf);
		const files = Array.from({ length: 40 }, (_, at) => picked(`${at}.jpg`));
		await takeFiles(files, 'folder');
		for (const { path } of files.slice(1)) await index.setEmbedding(`hash of ${path}`, made());
		shelf.room = 40;
		await takeFiles([picked('new.jpg')], 'folder');
		expect(entry('1.jpg')?.thumbnail).toBeUndefined();
		expect(entry('16.jpg')?.thumbnail).toBeUndefined();
		expect(entry('17.jpg')?.thumbnail).toBeDefined();
		expect(entry('0.jpg')?.thumbnail, 'not embedded yet').toBeDefined();
		expect(entry('1.jpg')?.embedding).toEqual(made());
		expect(entry('new.jpg')?.thumbnail).toBeDefined();
		expect(troubles.map(({ code }) => code)).toEqual(['storage-full']);
		const next = await openIndex(shelf);
		expect(next.entry('1.jpg')?.embedding).toEqual(made());
		expect(next.entry('new.jpg')?.thumbnail).toBeDefined();
	});

	it('still embeds new pictures during this visit when nothing could make room', async () => {
		const shelf = memoryShelf();
		shelf.room = 0;
		const { index, takeFiles, troubles } = await openIndex(shelf);
		await takeFiles([picked('a.jpg')], 'folder');
		expect(index.pending().map(({ name }) => name)).toEqual(['a']);
		expect(shelf.kept.size).toBe(1);
		expect(troubles.map(({ code }) => code)).toEqual(['storage-full']);
	});
});

describe('two pages', () => {
	async function both() {
		const shelf = memoryShelf();
		const channels = fakeChannels();
		const open = async () => {
			const fake = fakeIndex(shelf, channels());
			await fake.index.open();
			return fake;
		};
		return { shelf, one: await open(), other: await open() };
	}

	it('show the same: pictures with thumbnail and vector, in their order, and what is removed', async () => {
		const { one, other } = await both();
		await one.takeFiles([picked('a.jpg')], 'folder');
		await expect.poll(other.names).toEqual(['a']);
		await other.index.setEmbedding('hash of a.jpg', made());
		await expect.poll(() => one.entry('a.jpg')?.embedding).toEqual(made());
		expect(one.entry('a.jpg')?.thumbnail).toBeDefined();
		await expect.poll(() => other.entry('a.jpg')?.thumbnail).toBeDefined();
		await other.takeFiles([picked('b.jpg')], 'folder');
		await expect.poll(one.names).toEqual(['a', 'b']);
		await one.index.remove(['hash of a.jpg']);
		await expect.poll(other.names).toEqual(['b']);
		await other.index.clear();
		await expect.poll(one.names).toEqual([]);
	});

	it('do not bring back what the other removed', async () => {
		const { shelf, one, other } = await both();
		await one.takeFiles([picked('a.jpg')], 'folder');
		await expect.poll(other.names).toEqual(['a']);
		await Promise.all([one.index.remove(['hash of a.jpg']), other.index.setEmbedding('hash of a.jpg', made())]);
		expect(shelf.kept.size).toBe(0);
		await expect.poll(other.names).toEqual([]);
	});

	it('do not lose the vector of a picture that both add', async () => {
		const { shelf, one, other } = await both();
		await one.takeFiles([picked('a.jpg')], 'folder');
		const adding = other.takeFiles([picked('a.jpg')], 'folder');
		await one.index.setEmbedding('hash of a.jpg', made());
		await adding;
		expect(shelf.kept.get('hash of a.jpg')?.embedding).toEqual(made());
	});
});

describe('removal', () => {
	it('removes permanently, and restores in the old position with all that was known', async () => {
		const { index, takeFiles, names, shelf, entry } = await openIndex();
		await takeFiles([picked('a.jpg'), picked('b.jpg'), picked('c.jpg')], 'folder');
		await index.setEmbedding('hash of b.jpg', made());
		const gone = await index.remove(['hash of b.jpg', 'hash of nothing']);
		expect(gone.map(({ name }) => name)).toEqual(['b']);
		expect(names()).toEqual(['a', 'c']);
		expect([...shelf.kept.keys(), ...shelf.pictures.keys()]).not.toContain('hash of b.jpg');
		await index.restore(gone);
		await index.restore(gone);
		expect(names()).toEqual(['a', 'b', 'c']);
		expect(entry('b.jpg')?.embedding).toEqual(made());
		expect((await openIndex(shelf)).names()).toEqual(['a', 'b', 'c']);
		expect(shelf.pictures.has('hash of b.jpg')).toBe(true);
	});

	it('leaves nothing behind when cleared, and takes the same files again', async () => {
		const { index, takeFiles, names, shelf } = await openIndex();
		await takeFiles([picked('a.jpg')], 'folder');
		await index.clear();
		expect(names()).toEqual([]);
		expect([shelf.kept.size, shelf.pictures.size, shelf.known.size, shelf.left.size]).toEqual([0, 0, 0, 0]);
		const { added } = await takeFiles([picked('a.jpg')], 'folder');
		expect(added).toEqual(['hash of a.jpg']);
	});

	it('ignores results for removed pictures', async () => {
		const { index, takeFiles, names, shelf } = await openIndex();
		await takeFiles([picked('a.jpg')], 'folder');
		await index.remove(['hash of a.jpg']);
		await index.setEmbedding('hash of a.jpg', made());
		await index.setFailed('hash of a.jpg', 'model');
		expect(names()).toEqual([]);
		expect(shelf.kept.size).toBe(0);
	});
});

describe('pending', () => {
	it('lists pictures without a vector, with another model’s, or that failed with another model', async () => {
		const { index, takeFiles } = await openIndex();
		const files = ['none', 'old', 'new', 'failedOld', 'failedNew'].map((name) => picked(`${name}.jpg`));
		await takeFiles(files, 'folder');
		await index.setEmbedding('hash of old.jpg', made('first'));
		await index.setEmbedding('hash of new.jpg', made('second'));
		await index.setFailed('hash of failedOld.jpg', 'first');
		await index.setFailed('hash of failedNew.jpg', 'second');
		expect(index.pending().map(({ name }) => name)).toEqual(['none']);
		expect(index.pending('second').map(({ name }) => name)).toEqual(['none', 'old', 'failedOld']);
	});

	it('forgets a failure once a model could read the picture', async () => {
		const { index, takeFiles, entry } = await openIndex();
		await takeFiles([picked('a.jpg')], 'folder');
		await index.setFailed('hash of a.jpg', 'first');
		await index.setEmbedding('hash of a.jpg', made('second'));
		expect(entry('a.jpg')).not.toHaveProperty('failedWith');
	});
});

describe('pause', () => {
	it('shows in both kinds of progress, and in the switch', async () => {
		const { index } = await openIndex();
		index.setState({ intake: { done: 0, total: 2, paused: false } });
		index.setState({ embedding: { done: 0, total: 2, paused: false } });
		const paused = ({ intake, embedding }: IndexState) => [intake?.paused, embedding?.paused, index.pause.paused];
		index.setPaused(true);
		expect(paused(index.getState())).toEqual([true, true, true]);
		index.setPaused(false);
		expect(paused(index.getState())).toEqual([false, false, false]);
	});
});
