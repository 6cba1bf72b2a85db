import { describe, expect, it } from 'vitest';
import type { AtelierError } from '../models/errors';
import type { Shelf } from './shelf';
import { createLibrary } from './store';
import type { LibraryItem } from './types';

function memoryShelf(items: LibraryItem[] = []): Shelf & { kept: Map<string, LibraryItem>; refusal?: unknown } {
	const kept = new Map(items.map((item) => [item.id, item]));
	return {
		kept,
		all: async () => [...kept.values()],
		async put(item) {
			if (this.refusal !== undefined) throw this.refusal;
			kept.set(item.id, item);
		},
		remove: async (id) => {
			kept.delete(id);
		},
	};
}

function library(shelf?: Shelf) {
	let count = 0;
	const troubles: AtelierError[] = [];
	const made = createLibrary({
		openShelf: async () => {
			if (shelf === undefined) throw new DOMException('denied', 'SecurityError');
			return shelf;
		},
		onTrouble: (error) => troubles.push(error),
		now: () => 1000 + count,
		newId: () => `id-${++count}`,
	});
	const names = () => made.getState().items.map((item) => item.name);
	return { made, troubles, names };
}

const picture = (name: string, kind: 'photo' | 'work' = 'photo') => ({
	kind,
	name,
	width: 2,
	height: 1,
	hash: `hash of ${name}`,
	picture: new Blob([name]),
	thumbnail: new Blob(),
});

describe('the library', () => {
	it('keeps what it is given and finds it on the next visit, oldest first', async () => {
		const shelf = memoryShelf();
		const first = library(shelf);
		await first.made.open();
		await first.made.add(picture('a'));
		await first.made.add(picture('b'));
		const second = library(shelf);
		await second.made.open();
		expect(second.names()).toEqual(['a', 'b']);
		expect(second.made.getState().storage).toBe('kept');
	});

	it('keeps what came in while it was still opening', async () => {
		const shelf = memoryShelf();
		const { made, names } = library(shelf);
		await made.add(picture('early'));
		await made.open();
		expect(names()).toEqual(['early']);
		expect(shelf.kept.size).toBe(1);
	});

	it('holds the same picture once, but a photo and a work apart', async () => {
		const { made, names } = library(memoryShelf());
		await made.open();
		const first = await made.add(picture('a'));
		expect(await made.add(picture('a'))).toBe(first);
		await made.add(picture('a', 'work'));
		expect(names()).toEqual(['a', 'a']);
	});

	it('deletes, and puts back where it was', async () => {
		const shelf = memoryShelf();
		const { made, names } = library(shelf);
		await made.open();
		const a = await made.add(picture('a'));
		await made.add(picture('b'));
		made.select(a.id);
		await made.remove(a.id);
		expect(names()).toEqual(['b']);
		expect(made.getState().selectedId).toBeUndefined();
		expect(shelf.kept.has(a.id)).toBe(false);
		await made.restore(a);
		await made.restore(a);
		expect(names()).toEqual(['a', 'b']);
		expect(shelf.kept.has(a.id)).toBe(true);
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
		const shelf = memoryShelf();
		const { made, names, troubles } = library(shelf);
		await made.open();
		shelf.refusal = new DOMException('full', 'QuotaExceededError');
		await made.add(picture('large'));
		expect(names()).toEqual(['large']);
		expect(troubles.map(({ code }) => code)).toEqual(['storage-full']);
		expect(troubles[0]?.message).toMatch(/“large”.*Save it/);
	});

	it('finds a picture by its hash', async () => {
		const { made } = library(memoryShelf());
		const a = await made.add(picture('a'));
		expect(made.find('hash of a')).toBe(a);
		expect(made.find('nothing')).toBeUndefined();
	});
});
