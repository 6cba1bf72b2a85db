import { BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js/lib/zip-core-native.js';
import { describe, expect, it } from 'vitest';
import { AtelierError } from '../../models/errors';
import { fakeDatabase } from '../../storage/testing/fakeStorage';
import type { ArchivedFile, Entry, Source } from '../browse/entry';
import { createItemSource } from '../browse/itemSource';
import type { receive } from '../receive';
import { createLibrary, type LibraryStores } from '../store';
import { libraryStores } from '../stores.shared';
import { readArchive } from './read';
import { takeArchive } from './take';
import { writeArchive } from './write';

function emptyLibrary() {
	const { database } = fakeDatabase<LibraryStores>(libraryStores);
	return createLibrary({ database, onTrouble: () => undefined, now: () => 1e12 });
}

/** Adds a file whose text is its hash, without decoding it. */
const add: typeof receive = async (library, file, name, _signal, about = {}) => {
	const hash = await file.text();
	if (hash === 'broken') throw new AtelierError('picture-unreadable', `“${name}” is damaged.`);
	const { recipe, ...rest } = about;
	const bare = { name, width: 1, height: 1, hash, picture: file, thumbnail: file, ...rest };
	const item = await library.add(recipe === undefined ? { ...bare, kind: 'photo' } : { ...bare, kind: 'work', recipe });
	return { item, notes: [] };
};

const picture = (text: string) => new Blob([text], { type: 'image/png' });

/** A library with a photo, two works of one name, and a source of stories. */
async function filled() {
	const library = emptyLibrary();
	const common = { width: 1, height: 1, thumbnail: new Blob() };
	await library.add({
		...common,
		kind: 'photo',
		name: 'Café ☕',
		hash: 'p',
		picture: picture('p'),
		created: 86_400_000,
	});
	for (const hash of ['w1', 'w2']) {
		const recipe = { app: 'Atelier', tab: 'paint', hash };
		await library.add({
			...common,
			kind: 'work',
			name: 'cat, sea',
			hash,
			picture: picture(hash),
			recipe,
			caption: hash,
		});
	}
	const [first] = library.getState().items;
	await library.change(first?.id as string, { favourite: true });
	const stories = { markdown: () => '# A story' } as unknown as Source;
	const story: Entry = {
		...{
			key: 's',
			kind: 'story',
			name: 'A story',
			width: 1,
			height: 1,
			created: 5e11,
			hash: 'p',
			bytes: 1,
			source: stories,
		},
		thumbnail: new Blob(['small'], { type: 'image/webp' }),
	};
	return { library, entries: [...createItemSource(library).entries(), story] };
}

const exported = async () => writeArchive((await filled()).entries, { now: new Date(1e12) });

async function zipOf(files: Record<string, string>): Promise<Blob> {
	const zip = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
	for (const [path, text] of Object.entries(files)) await zip.add(path, new TextReader(text));
	return zip.close();
}

async function pathsIn(zip: Blob): Promise<string[]> {
	const archive = await readArchive(zip, 'x.zip');
	const paths: string[] = [];
	for await (const file of archive.files()) paths.push(file instanceof AtelierError ? file.message : file.path);
	return paths;
}

it('takes a film along with the picture that stands for it', async () => {
	const [library, again] = [emptyLibrary(), emptyLibrary()];
	const film = new Blob(['moving'], { type: 'video/webm' });
	const still = { kind: 'photo', name: 'waves', width: 1, height: 1, hash: 'f', thumbnail: new Blob() } as const;
	await library.add({ ...still, picture: picture('f'), film });
	const zip = await writeArchive(createItemSource(library).entries(), { now: new Date(1e12) });
	expect(await takeArchive(zip, 'a.zip', { library: again, sources: [], add })).toMatchObject({ added: 1, notes: [] });
	const [item] = again.getState().items;
	expect([item?.film?.type, await item?.film?.text()]).toEqual(['video/webm', 'moving']);
});

describe('a library’s ZIP file', () => {
	it('holds every picture in a folder of its kind, and stories as text', async () => {
		expect(await pathsIn(await exported())).toEqual([
			'photos/café.png',
			'paintings/cat-sea.png',
			'paintings/cat-sea-2.png',
			'stories/a-story.md',
		]);
	});

	it('gives an empty library everything: names, dates, captions, favourites, recipes, stories', async () => {
		const library = emptyLibrary();
		const texts: ArchivedFile[] = [];
		const stories = {
			receive: async (file: ArchivedFile) => (file.kind === 'story' ? texts.push(file) > 0 : undefined),
		} as unknown as Source;
		const progress: number[] = [];
		const taken = await takeArchive(await exported(), 'library.zip', {
			...{ library, sources: [stories], add, onProgress: (done) => progress.push(done) },
		});
		expect(taken).toEqual({ added: 4, known: 0, notes: [] });
		expect(progress).toEqual([1, 2, 3, 4]);
		expect(library.getState().items).toMatchObject([
			{ kind: 'photo', name: 'Café ☕', hash: 'p', created: 86_400_000, favourite: true },
			{ kind: 'work', name: 'cat, sea', hash: 'w1', caption: 'w1', recipe: { tab: 'paint', hash: 'w1' } },
			{ kind: 'work', name: 'cat, sea', hash: 'w2', caption: 'w2' },
		]);
		expect(texts).toMatchObject([{ name: 'A story', created: 5e11 }]);
		expect(await texts[0]?.file.text()).toBe('# A story');
		expect(await texts[0]?.thumbnail?.text()).toBe('small');
	});

	it('merges: nothing comes twice, and what the visitor wrote here stays', async () => {
		const { library } = await filled();
		const [photo, work] = library.getState().items;
		await library.change(photo?.id as string, { name: 'mine', caption: 'mine', favourite: false });
		await library.remove(work?.id as string);
		const taken = await takeArchive(await exported(), 'library.zip', { library, sources: [], add });
		// Without a source of stories, their text is one more file to read.
		expect(taken).toMatchObject({ added: 2, known: 2 });
		expect(library.getState().items.find(({ hash }) => hash === 'p')).toMatchObject({
			...{ name: 'mine', caption: 'mine', favourite: true },
		});
	});

	it('from elsewhere gives its pictures, and says which it could not read', async () => {
		const zip = await zipOf({
			'trip/a.jpg': 'a',
			'trip/b.jpg': 'broken',
			'__MACOSX/._a.jpg': 'x',
			'trip/.DS_Store': 'x',
		});
		const library = emptyLibrary();
		const taken = await takeArchive(zip, 'trip.zip', { library, sources: [], add });
		expect(taken).toEqual({ added: 1, known: 0, notes: ['“b.jpg” is damaged.'] });
		expect(library.getState().items).toMatchObject([{ name: 'a.jpg', kind: 'photo' }]);
	});

	it('is taken in without a list that can be read', async () => {
		for (const list of ['{', '[]', '{"items":{}}', '{"items":[{"file":3},{"file":"a.png","created":-1}]}']) {
			const zip = await zipOf({ 'atelier.json': list, 'a.png': 'a' });
			const taken = await takeArchive(zip, 'x.zip', { library: emptyLibrary(), sources: [], add });
			expect(taken.added, list).toBe(1);
		}
	});

	it('stops when it is cancelled, and keeps what it has taken in', async () => {
		const library = emptyLibrary();
		const controller = new AbortController();
		const taking = takeArchive(await exported(), 'x.zip', {
			...{ library, sources: [], add, signal: controller.signal, onProgress: () => controller.abort() },
		});
		await expect(taking).rejects.toThrow('stopped');
		expect(library.getState().items).toHaveLength(1);
		await expect(
			writeArchive((await filled()).entries, { now: new Date(0), signal: AbortSignal.abort() }),
		).rejects.toThrow('stopped');
	});

	it('is refused in words when it is none, or cut short', async () => {
		const whole = await exported();
		for (const file of [new Blob(), new Blob(['no zip at all']), whole.slice(0, whole.size >> 1)]) {
			await expect(readArchive(file, 'x.zip')).rejects.toMatchObject({ code: 'archive-invalid' });
		}
	});

	it('may lie about a file: a damaged one, or one that unpacks to more than it says, is left out', async () => {
		const bomb = await zipOf({ 'bomb.png': '0'.repeat(1e6), 'good.png': 'good' });
		const bytes = new Uint8Array(await bomb.arrayBuffer());
		const view = new DataView(bytes.buffer);
		// The first entry of the central directory: its size, as the file claims it, becomes 10.
		const at = bytes.findIndex((_, from) => view.byteLength > from + 4 && view.getUint32(from, true) === 0x02014b50);
		view.setUint32(at + 24, 10, true);
		const [first, second] = await pathsIn(new Blob([bytes]));
		expect(first).toMatch(/“bomb.png”/);
		expect(second).toBe('good.png');

		const damaged = new Uint8Array(await (await zipOf({ 'a.png': 'aaaa', 'b.png': 'bbbb' })).arrayBuffer());
		const text = new TextDecoder('latin1').decode(damaged);
		const inside = text.indexOf('a.png') + 8;
		damaged.fill(0xff, inside, inside + 1);
		expect((await pathsIn(new Blob([damaged])))[1]).toBe('b.png');
	});
});
