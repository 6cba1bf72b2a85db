import { describe, expect, it } from 'vitest';
import { fakeDatabase } from '../../../storage/testing/fakeStorage';
import { createIndexWriter } from './indexWriter';
import type { IndexStores } from './stores';
import { indexStores } from './stores.shared';
import { embeddingOf, entryOf } from './testing/entries';
import { memoryShelf } from './testing/memoryShelf';

const embedded = (name: string) =>
	entryOf(name, { thumbnail: new Blob([name]), embedding: embeddingOf(Float32Array.of(1)) });

function full(thumbnails: number) {
	// Later pictures were added later.
	const nth = (at: number) => ({ ...embedded(`${at}`), added: at });
	const shelf = memoryShelf(Array.from({ length: thumbnails }, (_, at) => nth(at)));
	shelf.room = thumbnails;
	const { database, troubles } = fakeDatabase<IndexStores>(indexStores, { disk: shelf });
	const dropped: string[] = [];
	database.watch({ changed: ({ indexThumbnails }) => dropped.push(...(indexThumbnails?.keys() ?? [])) });
	const writer = createIndexWriter(database, (error) => troubles.push(error));
	const put = (name: string) => {
		const entry = embedded(name);
		return writer.put({ entry, thumbnail: { hash: entry.hash, picture: new Blob() } });
	};
	return { shelf, troubles, dropped, writer, put };
}

describe('full storage', () => {
	it('deletes the oldest thumbnails, a tenth at a time, and keeps new ones', async () => {
		const { shelf, dropped, put } = full(300);
		await put('new');
		expect(dropped).toEqual(Array.from({ length: 30 }, (_, at) => `hash of ${at}`));
		expect(shelf.pictures.has('hash of new')).toBe(true);
		expect(shelf.pictures.size).toBe(271);
	});

	it('deletes thumbnails until there is room', async () => {
		const { shelf, put } = full(40);
		shelf.room = 10;
		await put('new');
		expect(shelf.calls).toEqual([
			'put with thumbnail',
			'drop 16',
			'put with thumbnail',
			'drop 16',
			'put with thumbnail',
		]);
	});

	it('never deletes an entry or its vector', async () => {
		const { shelf, put } = full(40);
		shelf.room = 0;
		await put('new');
		expect(shelf.pictures.size).toBe(0);
		expect(shelf.kept.size).toBe(41);
		for (const { embedding } of shelf.kept.values()) expect(embedding?.vector).toEqual(Float32Array.of(1));
	});

	it('reports once, whatever the number of writes', async () => {
		const { troubles, put } = full(100);
		await Promise.all(Array.from({ length: 60 }, (_, at) => put(`new ${at}`)));
		expect(troubles.map(({ code }) => code)).toEqual(['storage-full']);
		expect(troubles[0]?.message).toMatch(/previews.*Delete pictures/);
	});

	it('makes room once for writes that come together', async () => {
		const { dropped, put } = full(100);
		await Promise.all([put('a'), put('b')]);
		expect(dropped.length).toBe(16);
	});

	it('reports differently when nothing is left to delete', async () => {
		const { shelf, troubles, writer } = full(0);
		shelf.refusal = new DOMException('full', 'QuotaExceededError');
		await writer.put({ entry: embedded('a') });
		await writer.put({ entry: embedded('b') });
		expect(troubles.map(({ message }) => message)).toEqual([expect.stringMatching(/stays only until.*Free space/)]);
	});
});

describe('storage that fails otherwise', () => {
	it('deletes no thumbnail, reports once, and continues', async () => {
		const { shelf, troubles, dropped, put } = full(20);
		shelf.refusal = new DOMException('broken', 'UnknownError');
		await put('a');
		await put('b');
		shelf.refusal = undefined;
		shelf.room = 30;
		await put('c');
		expect(dropped).toEqual([]);
		expect(troubles.map(({ code }) => code)).toEqual(['storage-refused']);
		expect(shelf.kept.has('hash of c')).toBe(true);
	});
});
