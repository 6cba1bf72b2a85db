import { beforeEach, describe, expect, it } from 'vitest';
import type { ListedFiles, PickedFile } from '../../../library/intake/files';
import { fakeChannels } from '../../../storage/testing/fakeStorage';
import { toasts } from '../../../ui/feedback/toasts';
import { createIntake } from './intake';
import { reportOf } from './report';
import type { IndexProgress } from './state';
import { embeddingOf, entryOf } from './testing/entries';
import { fakeIndex, openIndex, picked } from './testing/fakeIndex';
import { memoryShelf } from './testing/memoryShelf';

async function opened(shelf = memoryShelf()) {
	const fake = await openIndex(shelf);
	const progress: IndexProgress[] = [];
	fake.index.subscribe(({ intake }, before) => {
		if (intake !== undefined && intake !== before.intake) progress.push(intake);
	});
	return { ...fake, progress };
}

const many = (count: number) => Array.from({ length: count }, (_, at) => picked(`Holiday/${at}.jpg`));

describe('takeFiles', () => {
	it('takes files in order, and reports progress', async () => {
		const { index, takeFiles, names, progress } = await opened();
		const report = await takeFiles(many(10), 'folder');
		expect(report.added.length).toBe(10);
		expect(names()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
		expect(progress.map(({ done, total }) => `${done} of ${total}`)).toEqual(['0 of 10', '4 of 10', '8 of 10']);
		expect(index.getState().intake).toBeUndefined();
	});

	it('does not read unchanged files again, even on a later visit', async () => {
		const { takeFiles, shelf, tools } = await opened();
		await takeFiles(many(6), 'folder');
		expect(await takeFiles(many(6), 'folder')).toMatchObject({
			added: [],
			known: 6,
			duplicates: 0,
			unreadable: [],
		});
		expect([tools.hashed, tools.drawn]).toEqual([6, 6]);
		const next = await opened(shelf);
		const changed = picked('Holiday/5.jpg', 'another picture', 2);
		const report = await next.takeFiles([...many(5), changed], 'folder');
		expect(report).toMatchObject({ known: 5, added: ['hash of another picture'] });
		expect(next.tools.hashed).toBe(1);
		expect(next.progress.at(-1)).toMatchObject({ done: 4, total: 6 });
	});

	it('tells files of one name, size and date apart by their content', async () => {
		const { takeFiles, names, entry } = await opened();
		const [first, second] = [picked('IMG_0001.JPG', 'one'), picked('IMG_0001.JPG', 'two')];
		await takeFiles([first], 'folder');
		expect(await takeFiles([second], 'folder')).toMatchObject({ added: ['hash of two'], known: 0 });
		expect(names()).toEqual(['IMG_0001', 'IMG_0001']);
		expect([entry('one')?.file, entry('two')?.file]).toEqual([first.file, second.file]);
	});

	it('keeps each content once, and counts copies', async () => {
		const { takeFiles, names } = await opened();
		const copies = [picked('a.jpg', 'same'), picked('b.jpg', 'same'), picked('c.jpg', 'same'), picked('d.jpg')];
		const report = await takeFiles(copies, 'folder');
		expect(report).toMatchObject({ added: ['hash of same', 'hash of d.jpg'], duplicates: 2 });
		expect(names()).toEqual(['a', 'd']);
		const { duplicates } = await takeFiles([picked('elsewhere/e.jpg', 'same')], 'folder');
		expect(duplicates).toBe(1);
	});

	it('does not call a file a copy of itself when only its time changed', async () => {
		const { takeFiles } = await opened();
		await takeFiles([picked('Holiday/a.jpg', 'same', 1)], 'folder');
		const report = await takeFiles([picked('Holiday/a.jpg', 'same', 2)], 'folder');
		expect(report).toMatchObject({ known: 1, duplicates: 0 });
	});

	it('names unreadable files with the reason, and continues', async () => {
		const { takeFiles, names } = await opened();
		const files = [
			picked('Holiday/bad.jpg', 'bad'),
			picked('Holiday/gone.jpg', 'gone'),
			picked('Holiday/locked.jpg', 'locked'),
			picked('Holiday/odd.jpg', 'odd'),
			picked('Holiday/good.jpg'),
		];
		const { unreadable } = await takeFiles(files, 'folder');
		expect(unreadable).toEqual([
			{ path: 'Holiday/bad.jpg', why: '“bad.jpg” is not a picture.' },
			{ path: 'Holiday/gone.jpg', why: expect.stringContaining('“gone.jpg” is no longer there') },
			{ path: 'Holiday/locked.jpg', why: expect.stringContaining('“locked.jpg” could not be read') },
			{ path: 'Holiday/odd.jpg', why: expect.stringContaining('no canvas') },
		]);
		expect(names()).toEqual(['good']);
	});

	it('stops when its signal is aborted, and keeps what was added', async () => {
		const { index, takeFiles, names } = await opened();
		const controller = new AbortController();
		index.subscribe(({ intake }) => {
			if (intake?.done === 8) controller.abort();
		});
		const taking = takeFiles(many(100), 'folder', { signal: controller.signal });
		await expect(taking).rejects.toMatchObject({ name: 'AbortError' });
		expect(names().length).toBe(8);
		expect(index.getState().intake).toBeUndefined();
	});

	it('gives the hash of every readable file, including copies and known ones', async () => {
		const { takeFiles } = await opened();
		await takeFiles([picked('a.jpg', 'same')], 'folder');
		const files = [picked('a.jpg', 'same'), picked('b.jpg', 'same'), picked('bad.jpg', 'bad'), picked('c.jpg')];
		const { hashes } = await takeFiles(files, 'folder');
		expect([...hashes]).toEqual([
			['a.jpg', 'hash of same'],
			['b.jpg', 'hash of same'],
			['c.jpg', 'hash of c.jpg'],
		]);
	});

	it('decodes nothing when it is stopped while files are hashed', async () => {
		const { takeFiles, tools, names } = await opened();
		const controller = new AbortController();
		tools.onHash = () => controller.abort();
		const taking = takeFiles(many(3), 'folder', { signal: controller.signal });
		await expect(taking).rejects.toMatchObject({ name: 'AbortError' });
		expect([tools.hashed, tools.drawn]).toEqual([3, 0]);
		expect(names()).toEqual([]);
	});

	it('waits while it is paused, and can be stopped meanwhile', async () => {
		const { index, takeFiles, names, progress } = await opened();
		index.subscribe(({ intake }) => {
			if (intake?.done === 4 && !intake.paused) index.setPaused(true);
		});
		const controller = new AbortController();
		const taking = takeFiles(many(12), 'folder', { signal: controller.signal });
		await expect.poll(() => progress.at(-1)).toEqual({ done: 4, total: 12, paused: true });
		controller.abort();
		await expect(taking).rejects.toMatchObject({ name: 'AbortError' });
		expect(names().length).toBe(4);
	});

	it('continues after a pause', async () => {
		const { index, takeFiles, names } = await opened();
		index.setPaused(true);
		const taking = takeFiles(many(5), 'folder');
		expect(index.getState().intake?.paused).toBe(true);
		index.setPaused(false);
		await taking;
		expect(names().length).toBe(5);
	});

	it('takes one list after another, and counts them together', async () => {
		const { takeFiles, names, progress } = await opened();
		const [first, second] = await Promise.all([
			takeFiles(many(5), 'folder'),
			takeFiles([picked('late.jpg'), picked('late copy.jpg', 'Holiday/0.jpg')], 'folder'),
		]);
		expect([first.added.length, second.added.length, second.duplicates]).toEqual([5, 1, 1]);
		expect(names().at(-1)).toBe('late');
		expect(progress.map(({ done, total }) => `${done} of ${total}`)).toEqual(['0 of 5', '0 of 7', '4 of 7', '5 of 7']);
	});

	it('takes the second list when the first was stopped', async () => {
		const { index, takeFiles, names } = await opened();
		const first = takeFiles(many(5), 'folder', { signal: AbortSignal.abort() });
		const second = takeFiles([picked('late.jpg')], 'folder');
		await expect(first).rejects.toMatchObject({ name: 'AbortError' });
		await second;
		expect(names()).toEqual(['late']);
		expect(index.getState().intake).toBeUndefined();
	});

	it('draws a thumbnail again that was deleted', async () => {
		const shelf = memoryShelf();
		const { index, takeFiles } = await opened(shelf);
		await takeFiles(many(1), 'folder');
		await index.setEmbedding('hash of Holiday/0.jpg', embeddingOf(Float32Array.of(1)));
		shelf.pictures.clear();
		const next = await opened(shelf);
		const report = await next.takeFiles(many(1), 'folder');
		expect(report).toMatchObject({ added: [], duplicates: 0, known: 1 });
		expect(next.entry('Holiday/0.jpg')?.thumbnail).toBeDefined();
		expect(next.entry('Holiday/0.jpg')?.embedding).toBeDefined();
		expect(shelf.pictures.size).toBe(1);
	});
});

describe('the file of an entry', () => {
	it('stays in memory: it is not stored, and is known again once it is added on a later visit', async () => {
		const { takeFiles, shelf, entry } = await opened();
		const file = picked('a.jpg');
		await takeFiles([file], 'folder');
		expect(entry('a.jpg')?.file).toBe(file.file);
		expect(shelf.kept.get('hash of a.jpg')).not.toHaveProperty('file');
		const next = await opened(shelf);
		expect(next.entry('a.jpg')?.file).toBeUndefined();
		await next.takeFiles([file], 'folder');
		expect(next.tools.hashed).toBe(0);
		expect(next.entry('a.jpg')?.file).toBe(file.file);
	});

	it('stays when another page changes the entry', async () => {
		const shelf = memoryShelf();
		const channels = fakeChannels();
		const one = fakeIndex(shelf, channels());
		await one.index.open();
		await one.takeFiles([picked('a.jpg')], 'folder');
		const other = fakeIndex(shelf, channels());
		await other.index.open();
		await other.index.setEmbedding('hash of a.jpg', embeddingOf(Float32Array.of(1)));
		await expect.poll(() => one.entry('a.jpg')?.embedding).toBeDefined();
		expect(one.entry('a.jpg')?.file?.name).toBe('a.jpg');
	});
});

const listOf = (...pictures: PickedFile[]): ListedFiles => ({ pictures, others: [], place: 'what was dropped' });

describe('createIntake', () => {
	beforeEach(() => toasts.setState({ shown: [] }));
	const notes = () => toasts.getState().shown.map(({ text }) => text);

	async function prepared() {
		const { index, tools, names } = await opened();
		const calls: string[] = [];
		const embedder = { start: () => void calls.push('start'), stop: () => void calls.push('stop') };
		const intake = createIntake({ index, embedder, tools, open: (hash) => void calls.push(`open ${hash}`) });
		return { index, names, calls, intake };
	}

	it('adds what was dropped, says so, and opens a picture that came alone', async () => {
		const { names, calls, intake } = await prepared();
		intake.addDropped(async () => listOf(picked('a.jpg')));
		await expect.poll(notes).toEqual(['1 picture added.']);
		expect(names()).toEqual(['a']);
		expect(calls).toEqual(['start', 'open hash of a.jpg']);
		intake.addDropped(async () => listOf(picked('b.jpg'), picked('c.jpg')));
		await expect.poll(notes).toContain('2 pictures added.');
		expect(calls).toEqual(['start', 'open hash of a.jpg', 'start']);
	});

	it('says what was left out', async () => {
		const { intake } = await prepared();
		const others = [picked('Holiday/a.tif'), picked('Holiday/b.mov')];
		intake.addDropped(async () => ({ ...listOf(picked('Holiday/a.jpg')), others }));
		await expect.poll(notes).toEqual([expect.stringMatching(/^1 picture added\. Left out: 1 TIFF and 1 video\./)]);
	});

	it('says that a folder is being walked, stops that silently, and takes the next one', async () => {
		const { index, names, calls, intake } = await prepared();
		let signal: AbortSignal | undefined;
		intake.addDropped((given) => {
			signal = given;
			return new Promise((_, reject) => given?.addEventListener('abort', () => reject(given.reason)));
		});
		await expect.poll(() => signal).toBeDefined();
		expect(index.getState().listing).toBe(true);
		intake.stop();
		expect(signal?.aborted).toBe(true);
		await expect.poll(() => index.getState().listing).toBeUndefined();
		expect(calls).toEqual(['start', 'stop']);
		intake.addDropped(async () => listOf(picked('a.jpg')));
		await expect.poll(notes).toEqual(['1 picture added.']);
		expect(names()).toEqual(['a']);
	});

	it('never looks idle between walking a folder and reading its files', async () => {
		const { index, intake } = await prepared();
		const idle: boolean[] = [];
		index.subscribe(({ listing, intake }) => idle.push(!listing && intake === undefined));
		intake.addDropped(async () => listOf(picked('a.jpg'), picked('b.jpg')));
		await expect.poll(notes).toEqual(['2 pictures added.']);
		expect(idle.indexOf(true)).toBe(idle.length - 1);
	});
});

describe('an embedded picture without a thumbnail', () => {
	it('is skipped when no thumbnails are wanted', async () => {
		const { index, takeFiles, tools, entry } = await opened();
		const known = { ...entryOf('a.jpg'), path: 'a.jpg', embedding: embeddingOf(Float32Array.of(1)) };
		await index.restore([known]);
		const files = [picked('a.jpg'), picked('b.jpg')];
		const report = await takeFiles(files, 'folder', { redraw: false });
		expect(report).toMatchObject({ added: ['hash of b.jpg'], known: 1 });
		expect(tools.drawn).toBe(1);
		expect(entry('a.jpg')).toEqual({ ...known, file: files[0]?.file });
	});
});

describe('reportOf', () => {
	const nothing = { added: [], known: 0, duplicates: 0, unreadable: [] };
	const unreadable = (count: number) =>
		Array.from({ length: count }, (_, at) => ({ path: `${at}.jpg`, why: `No ${at}.` }));

	it('says what happened to the files', () => {
		expect(reportOf({ added: ['a'], known: 1, duplicates: 2, unreadable: unreadable(1) })).toBe(
			'1 picture added. 1 was already in the index. 2 are duplicates of pictures in the index. No 0.',
		);
		expect(reportOf({ ...nothing, added: Array(1200).fill('a') })).toBe('1,200 pictures added.');
		expect(reportOf(nothing)).toBe('No pictures added.');
	});
});
