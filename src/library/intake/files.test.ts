import { describe, expect, it } from 'vitest';
import { filesOfDrop, filesOfInput } from './files';
import { picturesOf } from './leftOut';

const file = (name: string, type = '', webkitRelativePath = ''): File =>
	Object.assign(new File(['x'], name, { type }), { webkitRelativePath });

/** What the browser gives of a dropped file or folder. A string means that it cannot be read, and why. */
type Dropped = File | string | { readonly [name: string]: Dropped };

function entryOf(name: string, dropped: Dropped): FileSystemEntry {
	const refusal = () => new DOMException('gone', 'NotFoundError');
	if (typeof dropped === 'string' || dropped instanceof File) {
		return {
			name,
			isFile: true,
			isDirectory: false,
			file: (resolve: (file: File) => void, reject: (error: unknown) => void) =>
				typeof dropped === 'string' ? reject(refusal()) : resolve(dropped),
		} as unknown as FileSystemEntry;
	}
	return {
		name,
		isFile: false,
		isDirectory: true,
		createReader() {
			const left = Object.entries(dropped).map(([child, content]) => entryOf(child, content));
			return {
				readEntries(resolve: (some: FileSystemEntry[]) => void, reject: (error: unknown) => void) {
					if (name === 'locked') reject(refusal());
					else resolve(left.splice(0, 100));
				},
			};
		},
	} as unknown as FileSystemEntry;
}

const drop = (content: { readonly [name: string]: Dropped }): DataTransfer =>
	({
		items: Object.entries(content).map(([name, dropped]) => ({ webkitGetAsEntry: () => entryOf(name, dropped) })),
		files: [],
	}) as unknown as DataTransfer;

const listed = async (content: { readonly [name: string]: Dropped }) => picturesOf(await filesOfDrop(drop(content))());

const paths = (files: readonly { path: string }[]) => files.map(({ path }) => path);

describe('filesOfDrop', () => {
	it('walks nested folders, sorted by name', async () => {
		const files = await listed({
			Holiday: {
				'IMG_10.jpg': file('IMG_10.jpg'),
				'IMG_9.jpg': file('IMG_9.jpg'),
				beach: { 'a.HEIC': file('a.HEIC') },
			},
			'single.png': file('single.png'),
		});
		expect(paths(files)).toEqual(['Holiday/beach/a.HEIC', 'Holiday/IMG_9.jpg', 'Holiday/IMG_10.jpg', 'single.png']);
		expect(files[0]?.file.name).toBe('a.HEIC');
	});

	it('reads a folder to its end: 10,000 files arrive in batches of 100', async () => {
		const many = Object.fromEntries(
			Array.from({ length: 10_000 }, (_, at) => [`${at}.jpg`, file(`${at}.jpg`, 'image/jpeg')]),
		);
		const files = await listed({ many });
		expect(files.length).toBe(10_000);
		expect(new Set(paths(files)).size).toBe(10_000);
	});

	it('takes pictures by type or extension, and nothing else', async () => {
		const files = await listed({
			mixed: {
				'a.avif': file('a.avif'),
				'no ending': file('no ending', 'image/jpeg'),
				'b.svg': file('b.svg', 'image/svg+xml'),
				'c.txt': file('c.txt', 'text/plain'),
				'd.mp4': file('d.mp4', 'video/mp4'),
			},
		});
		expect(paths(files)).toEqual(['mixed/a.avif', 'mixed/no ending']);
	});

	it('leaves out hidden files', async () => {
		const files = await listed({
			photos: {
				'a.jpg': file('a.jpg'),
				'._a.jpg': file('._a.jpg'),
				'.thumbnails': { 'b.jpg': file('b.jpg') },
				__MACOSX: { 'c.jpg': file('c.jpg') },
			},
		});
		expect(paths(files)).toEqual(['photos/a.jpg']);
	});

	it('skips files that vanished and folders that cannot be read', async () => {
		const files = await listed({
			photos: { 'a.jpg': file('a.jpg'), 'b.jpg': 'gone', locked: { 'c.jpg': file('c.jpg') } },
		});
		expect(paths(files)).toEqual(['photos/a.jpg']);
	});

	it('names a folder without pictures', async () => {
		const refusal = listed({ Letters: { 'a.txt': file('a.txt') } });
		await expect(refusal).rejects.toMatchObject({
			code: 'pictures-missing',
			message: expect.stringMatching(/No pictures found in “Letters”\. Left out: 1 other file\./),
		});
		await expect(listed({ a: {}, b: {} })).rejects.toThrow('what was dropped');
	});

	it('lists the drop after the browser has emptied it', async () => {
		const items = [{ webkitGetAsEntry: () => entryOf('a.jpg', file('a.jpg')) }];
		const data = { items, files: [] } as unknown as DataTransfer;
		const list = filesOfDrop(data);
		items.length = 0;
		expect(paths((await list()).pictures)).toEqual(['a.jpg']);
	});

	it('stops walking when its signal is aborted', async () => {
		const controller = new AbortController();
		const late = file('late.jpg');
		const reading: string[] = [];
		const first = Object.assign(entryOf('first', {}), {
			createReader: () => ({
				readEntries(resolve: (some: FileSystemEntry[]) => void) {
					reading.push('first');
					controller.abort();
					resolve([Object.assign(entryOf('late.jpg', late), { file: () => reading.push('late.jpg') })]);
				},
			}),
		});
		const items = [{ webkitGetAsEntry: () => first }];
		const listing = filesOfDrop({ items, files: [] } as unknown as DataTransfer)(controller.signal);
		await expect(listing).rejects.toMatchObject({ name: 'AbortError' });
		expect(reading).toEqual(['first']);
	});

	it('takes plain files if the browser gives no entries', async () => {
		const data = { items: [{ webkitGetAsEntry: () => null }], files: [file('a.jpg')] } as unknown as DataTransfer;
		expect(paths((await filesOfDrop(data)()).pictures)).toEqual(['a.jpg']);
	});
});

describe('filesOfInput', () => {
	it('keeps a folder’s paths, without hidden files and other types', () => {
		const { pictures, others } = filesOfInput([
			file('a.jpg', 'image/jpeg', 'Holiday/a.jpg'),
			file('b.jpg', 'image/jpeg', 'Holiday/.cache/b.jpg'),
			file('c.pdf', 'application/pdf', 'Holiday/c.pdf'),
		]);
		expect(paths(pictures)).toEqual(['Holiday/a.jpg']);
		expect(paths(others)).toEqual(['Holiday/c.pdf']);
		expect(paths(filesOfInput([file('single.gif')]).pictures)).toEqual(['single.gif']);
	});

	it('says so when there are no pictures', () => {
		const refusal = (...files: File[]) => expect(() => picturesOf(filesOfInput(files)));
		refusal(file('a.txt', '', 'Letters/a.txt')).toThrow('No pictures found in “Letters”. Left out: 1 other file.');
		refusal().toThrow('No pictures found in this folder. Choose');
		refusal(file('a.txt'), file('b.mov')).toThrow(
			'No pictures found in your selection. Left out: 1 video and 1 other file.',
		);
	});
});
