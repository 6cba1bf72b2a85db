import { describe, expect, it } from 'vitest';
import { deferred } from '../../../engine/deferred';
import { picture } from '../../../library/testing/pictures';
import type { LibraryItem } from '../../../library/types';
import { fakeIndex, openIndex, picked } from './testing/fakeIndex';
import { memoryShelf } from './testing/memoryShelf';

const item = (content: string, name = `Item ${content}`): LibraryItem => ({
	...picture(content, 'work'),
	id: content,
	name,
	created: 1,
});

describe('syncLibrary', () => {
	it('takes the library’s pictures, with its own thumbnails, and follows changes', async () => {
		const { index, names, entry } = await openIndex();
		await index.syncLibrary([item('a'), item('b')]);
		expect(entry('a')).toMatchObject({ source: 'shelf', name: 'Item a', path: 'Item a', width: 40, height: 30 });
		expect(await entry('a')?.thumbnail?.text()).toBe('small a');
		await index.syncLibrary([item('b'), item('c')]);
		expect(names()).toEqual(['Item b', 'Item c']);
	});

	it('draws no picture twice, and does not retry unreadable ones', async () => {
		const { index, names, tools } = await openIndex();
		const items = [item('bad'), item('a')];
		await index.syncLibrary(items);
		await index.syncLibrary(items);
		expect(names()).toEqual(['Item a']);
		expect(tools.drawn).toBe(2);
	});

	it('waits until the index is open, and uses the latest items', async () => {
		const { index, names } = fakeIndex(memoryShelf());
		const syncing = [index.syncLibrary([item('a')]), index.syncLibrary([item('b')])];
		await index.open();
		await Promise.all(syncing);
		expect(names()).toEqual(['Item b']);
	});

	it('does not add a picture that left the library while it was being drawn', async () => {
		const { index, tools, names } = await openIndex();
		const drawing = deferred<void>();
		const { preview } = tools;
		tools.preview = async (...given) => {
			await drawing.promise;
			return preview(...given);
		};
		const first = index.syncLibrary([item('a'), item('b')]);
		const second = index.syncLibrary([item('b')]);
		drawing.resolve();
		await Promise.all([first, second]);
		expect(names()).toEqual(['Item b']);
	});

	it('does not add removed pictures again, even on the next visit, until they are restored', async () => {
		const { index, names, shelf } = await openIndex();
		const items = [item('a'), item('b')];
		await index.syncLibrary(items);
		const gone = await index.remove(['hash of a']);
		await index.syncLibrary(items);
		expect(names()).toEqual(['Item b']);
		const next = await openIndex(shelf);
		await next.index.syncLibrary(items);
		expect(next.names()).toEqual(['Item b']);
		await next.index.restore(gone);
		await next.index.syncLibrary(items);
		expect(next.names()).toEqual(['Item a', 'Item b']);
		expect(shelf.left.size).toBe(0);
	});

	it('adds a picture again that left the library and came back', async () => {
		const { index, names, shelf } = await openIndex();
		await index.syncLibrary([item('a')]);
		await index.remove(['hash of a']);
		await index.syncLibrary([]);
		expect(shelf.left.size).toBe(0);
		await index.syncLibrary([item('a')]);
		expect(names()).toEqual(['Item a']);
	});

	it('adds the library’s pictures again after everything was cleared', async () => {
		const { index, names } = await openIndex();
		await index.syncLibrary([item('a'), item('b')]);
		await index.remove(['hash of a']);
		await index.clear();
		await index.syncLibrary([item('a'), item('b')]);
		expect(names()).toEqual(['Item a', 'Item b']);
	});
});

describe('a picture both in a folder and in the library', () => {
	it('has the library’s name, and stays when the library removes it', async () => {
		const { index, takeFiles, entry } = await openIndex();
		await takeFiles([picked('Holiday/IMG_1.jpg', 'a')], 'folder');
		await index.syncLibrary([item('a', 'The beach')]);
		expect(entry('a')).toMatchObject({ source: 'folder', name: 'The beach', path: 'Holiday/IMG_1.jpg' });
		await index.syncLibrary([]);
		expect(entry('a')?.name).toBe('The beach');
	});

	it('ends up the same in the other order, and counts as a copy', async () => {
		const { index, takeFiles, entry } = await openIndex();
		await index.syncLibrary([item('a', 'The beach')]);
		const { duplicates } = await takeFiles([picked('Holiday/IMG_1.jpg', 'a')], 'folder');
		expect(duplicates).toBe(1);
		expect(entry('a')).toMatchObject({ source: 'folder', name: 'The beach', path: 'Holiday/IMG_1.jpg' });
		await index.syncLibrary([]);
		expect(entry('a')).toBeDefined();
	});

	it('belongs to the folder even if the folder was added before', async () => {
		const { index, takeFiles, entry } = await openIndex();
		const files = [picked('Holiday/IMG_1.jpg', 'a')];
		await takeFiles(files, 'folder');
		await index.remove(['hash of a']);
		await index.syncLibrary([item('a')]);
		expect(entry('a')?.source).toBe('shelf');
		await takeFiles(files, 'folder');
		expect(entry('a')?.source).toBe('folder');
	});
});

describe('a sample', () => {
	it('stays a sample when it is opened in another tab and removed from the library', async () => {
		const { index, takeFiles, entry } = await openIndex();
		await takeFiles([picked('Samples/Chelsea the cat.jpg', 'a')], 'sample');
		expect(entry('a')).toMatchObject({ source: 'sample', name: 'Chelsea the cat', path: 'Chelsea the cat' });
		await index.syncLibrary([item('a', 'Chelsea the cat')]);
		await index.syncLibrary([]);
		expect(entry('a')?.source).toBe('sample');
	});

	it('takes the name and path of the visitor’s own copy', async () => {
		const { takeFiles, entry } = await openIndex();
		await takeFiles([picked('Samples/Chelsea the cat.jpg', 'a')], 'sample');
		await takeFiles([picked('Cats/mine.jpg', 'a')], 'folder');
		expect(entry('a')).toMatchObject({ source: 'folder', name: 'mine', path: 'Cats/mine.jpg' });
	});
});
