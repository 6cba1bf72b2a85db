import { describe, expect, it, vi } from 'vitest';
import type { AtelierError } from '../models/errors';
import {
	type FakeDisk,
	fakeChannels,
	fakeDatabase,
	fakeDisk,
	quotaExceeded,
	refused,
} from '../storage/testing/fakeStorage';
import { createLibrary, type LibraryStores } from './store';
import { libraryStores } from './stores.shared';
import { picture } from './testing/pictures';

const shelf = () => fakeDisk(libraryStores);
const keptIn = (disk: FakeDisk) => disk.contents.items as ReadonlyMap<string, unknown>;

/** Without a disk the browser refuses storage. */
function library(disk?: FakeDisk, channel = fakeChannels()()) {
	let count = 0;
	const troubles: AtelierError[] = [];
	const { database } = fakeDatabase<LibraryStores>(libraryStores, disk ? { disk, channel } : { open: refused });
	const made = createLibrary({
		database,
		onTrouble: (error) => troubles.push(error),
		now: () => 1000 + count++,
	});
	const names = () => made.getState().items.map((item) => item.name);
	return { made, troubles, names };
}

describe('the library', () => {
	it('keeps what it is given and finds it on the next visit, oldest first', async () => {
		const disk = shelf();
		const first = library(disk);
		await first.made.open();
		await first.made.add(picture('a'));
		await first.made.add(picture('b'));
		const second = library(disk);
		await second.made.open();
		expect(second.names()).toEqual(['a', 'b']);
		expect(second.made.getState().storage).toBe('kept');
	});

	it('keeps what came in while it was still opening', async () => {
		const disk = shelf();
		const { made, names } = library(disk);
		await made.add(picture('early'));
		await made.open();
		expect(names()).toEqual(['early']);
		expect(keptIn(disk).size).toBe(1);
	});

	it('holds a picture once that two pages add at the same moment, and shows the same of it in both', async () => {
		const disk = shelf();
		const channels = fakeChannels();
		const pages = [library(disk, channels()), library(disk, channels())];
		for (const { made } of pages) await made.open();
		await Promise.all(pages.map(({ made }, at) => made.add({ ...picture('a'), name: `a, page ${at}` })));
		expect(keptIn(disk).size).toBe(1);
		await vi.waitFor(() => expect(pages[0]?.names()).toEqual(pages[1]?.names()));
		expect(pages[0]?.names()).toHaveLength(1);
	});

	it('holds the same picture once, but a photo and a work apart', async () => {
		const { made, names } = library(shelf());
		await made.open();
		const first = await made.add(picture('a'));
		expect(await made.add(picture('a'))).toBe(first);
		await made.add(picture('a', 'work'));
		expect(names()).toEqual(['a', 'a']);
	});

	it('deletes, and puts back where it was', async () => {
		const disk = shelf();
		const { made, names } = library(disk);
		await made.open();
		const a = await made.add(picture('a'));
		await made.add(picture('b'));
		made.select(a.id);
		await made.remove(a.id);
		expect(names()).toEqual(['b']);
		expect(made.getState().selectedId).toBeUndefined();
		expect(keptIn(disk).has(a.id)).toBe(false);
		await made.restore(a);
		await made.restore(a);
		expect(names()).toEqual(['a', 'b']);
		expect(keptIn(disk).has(a.id)).toBe(true);
	});

	it('lives in memory when the browser refuses storage', async () => {
		const { made, names, troubles } = library();
		await made.open();
		await made.add(picture('a'));
		expect(made.getState().storage).toBe('memory');
		expect(names()).toEqual(['a']);
		expect(troubles).toEqual([]);
	});

	it('says so when storage is full, and still holds the picture', async () => {
		const disk = shelf();
		const { made, names, troubles } = library(disk);
		await made.open();
		disk.refuse = quotaExceeded;
		await made.add(picture('large'));
		expect(names()).toEqual(['large']);
		expect(troubles.map(({ code }) => code)).toEqual(['storage-full']);
		expect(troubles[0]?.message).toMatch(/“large”.*Save it/);
	});

	it('tells what is written and what is not', async () => {
		const disk = shelf();
		const { made } = library(disk);
		await made.open();
		expect(made.isWritten((await made.add(picture('a'))).id)).toBe(true);
		disk.refuse = quotaExceeded;
		const { id } = await made.add(picture('b'));
		expect(made.isWritten(id)).toBe(false);
		disk.refuse = () => undefined;
		await made.remove((await made.add(picture('c'))).id);
		// The room that a deletion makes was used for what had failed.
		expect(made.isWritten(id)).toBe(true);
		const homeless = library();
		expect(homeless.made.isWritten((await homeless.made.add(picture('a'))).id)).toBe(false);
	});

	it('says so when a picture could not be deleted', async () => {
		const disk = shelf();
		const { made, troubles } = library(disk);
		await made.open();
		const { id } = await made.add(picture('a'));
		disk.refuse = (changes) => (changes === 'read' ? undefined : new DOMException('broken', 'DataError'));
		await made.remove(id);
		expect(troubles.map(({ code, message }) => [code, message])).toEqual([
			['storage-refused', expect.stringContaining('“a” could not be deleted')],
		]);
	});

	it('shows what other pages add and remove, and loses nothing of either', async () => {
		const disk = shelf();
		const channels = fakeChannels();
		const [one, other] = [library(disk, channels()), library(disk, channels())];
		await Promise.all([one.made.open(), other.made.open()]);
		const a = await one.made.add(picture('a'));
		await vi.waitFor(() => expect(other.names()).toEqual(['a']));
		other.made.select(a.id);
		await Promise.all([one.made.remove(a.id), other.made.restore({ ...a, id: 'x', name: 'b', hash: 'b' })]);
		await vi.waitFor(() => expect([one.names(), other.names()]).toEqual([['b'], ['b']]));
		expect(other.made.getState().selectedId).toBeUndefined();
		expect([...keptIn(disk).keys()]).toEqual(['x']);
	});

	it('renames an item and keeps its caption, also for the next visit and for other pages', async () => {
		const disk = shelf();
		const channels = fakeChannels();
		const [one, other] = [library(disk, channels()), library(disk, channels())];
		await Promise.all([one.made.open(), other.made.open()]);
		const { id } = await one.made.add(picture('a'));
		await one.made.change(id, { name: 'cat', caption: 'asleep', favourite: true });
		await vi.waitFor(() => expect(other.made.getState().items).toMatchObject([{ name: 'cat', caption: 'asleep' }]));
		expect(keptIn(disk).get(id)).toMatchObject({ name: 'cat', caption: 'asleep', favourite: true });
		await other.made.remove(id);
		await one.made.change(id, { name: 'dog' });
		expect(keptIn(disk).size).toBe(0);
	});

	it('finds a picture by its hash', async () => {
		const { made } = library(shelf());
		const a = await made.add(picture('a'));
		expect(made.find('hash of a')).toBe(a);
		expect(made.find('nothing')).toBeUndefined();
	});
});
