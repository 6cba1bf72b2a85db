import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { afterEach, describe, expect, it } from 'vitest';
import type { AtelierError } from '../models/errors';
import { openDatabase } from './open';
import { type EarlierDatabase, movedStore, type StoreDeclarations } from './types';

interface Note {
	readonly id: string;
	readonly text: string;
}
interface Stores {
	notes: Note;
	stories: Note;
	files: string;
}

const versions: readonly StoreDeclarations[] = [
	{ notes: { keyPath: 'id' } },
	{ stories: { keyPath: 'id' }, files: {}, [movedStore]: {} },
];
const earlier: readonly EarlierDatabase[] = [
	{ name: 'stories-of-old', stores: { stories: 'stories', names: 'files' } },
	{ name: 'never-there', stores: { x: 'files' } },
];

function open(name = 'studio') {
	const troubles: AtelierError[] = [];
	const after = () => undefined;
	const database = openDatabase<Stores>({
		name,
		versions,
		earlier,
		onTrouble: (error) => troubles.push(error),
		after,
	});
	return { database, troubles };
}

const names = async () => (await indexedDB.databases()).map(({ name }) => name).sort();

/** The databases of the version before: notes in the first version of this one, stories in one of their own. */
async function openedBefore() {
	const first = await openDB('studio', 1, {
		upgrade: (fresh) => {
			fresh.createObjectStore('notes', { keyPath: 'id' });
		},
	});
	await first.put('notes', { id: 'n', text: 'kept' });
	first.close();
	const second = await openDB('stories-of-old', 1, {
		upgrade: (fresh) => {
			fresh.createObjectStore('stories', { keyPath: 'id' });
			fresh.createObjectStore('names');
		},
	});
	await second.put('stories', { id: 's', text: 'once' });
	await second.put('names', 'hash', 'file');
	return second;
}

afterEach(async () => {
	for (const name of await names()) await deleteDB(name as string);
});

describe('openDatabase', () => {
	it('keeps over visits, and makes no database that was never there', async () => {
		await open().database.write({ store: 'notes', put: { id: 'a', text: 'b' } });
		expect(await open().database.get('notes', 'a')).toEqual({ id: 'a', text: 'b' });
		expect(await names()).toEqual(['studio']);
	});

	it('migrates the databases of earlier versions, then deletes them', async () => {
		(await openedBefore()).close();
		const { database } = open();
		expect(await database.entries('notes')).toEqual([['n', { id: 'n', text: 'kept' }]]);
		expect(await database.entries('stories')).toEqual([['s', { id: 's', text: 'once' }]]);
		expect(await database.entries('files')).toEqual([['file', 'hash']]);
		await expect.poll(names).toEqual(['studio']);
	});

	it('does not bring back what was deleted after the migration, even while the earlier database exists', async () => {
		const held = await openedBefore();
		const { database } = open();
		expect(await database.keys('stories')).toEqual(['s']);
		await database.write({ store: 'stories', remove: 's' });
		expect(await names()).toContain('stories-of-old');
		expect(await open().database.keys('stories')).toEqual([]);
		held.close();
		await expect.poll(names).toEqual(['studio']);
	});

	it('leaves what it could not migrate in place, reports it, and tries again at the next visit', async () => {
		(await openedBefore()).close();
		const { put } = IDBObjectStore.prototype;
		IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given: Parameters<typeof put>) {
			if (this.name === 'files') throw new DOMException('full', 'QuotaExceededError');
			return put.apply(this, given);
		};
		try {
			const { database, troubles } = open();
			expect(await database.keys('stories')).toEqual([]);
			expect(await database.keys('notes')).toEqual(['n']);
			expect(troubles.map(({ code }) => code)).toEqual(['storage-full']);
			expect(await names()).toContain('stories-of-old');
		} finally {
			IDBObjectStore.prototype.put = put;
		}
		expect(await open().database.keys('stories')).toEqual(['s']);
		await expect.poll(names).toEqual(['studio']);
	});

	it('writes all of a write or none', async () => {
		const { database } = open();
		const wrong = { id: { no: 'key' }, text: 'x' } as unknown as Note;
		await expect(
			database.write({ store: 'notes', put: { id: 'a', text: 'b' } }, { store: 'stories', put: wrong }),
		).rejects.toMatchObject({ code: 'storage-refused' });
		const next = open().database;
		expect(await next.keys('notes')).toEqual([]);
		await next.write({ store: 'notes', put: { id: 'a', text: 'b' }, when: 'present' });
		expect(await next.keys('notes')).toEqual([]);
	});

	it('closes for a newer version, and asks to reload the page', async () => {
		const { database, troubles } = open();
		await database.write({ store: 'notes', put: { id: 'a', text: 'b' } });
		const newer = await openDB('studio', versions.length + 1);
		await expect(database.write({ store: 'notes', put: { id: 'c', text: 'd' } })).rejects.toMatchObject({
			code: 'storage-closed',
		});
		expect(troubles.map(({ message }) => message)).toEqual([expect.stringContaining('newer version')]);
		expect(database.state).toBe('memory');
		newer.close();
	});

	it('names the page that blocks it, and continues when that is closed', async () => {
		const older = await openDB('studio', 1, {
			upgrade: (fresh) => {
				fresh.createObjectStore('notes', { keyPath: 'id' });
			},
		});
		const { database, troubles } = open();
		const reading = database.keys('notes');
		await expect.poll(() => troubles.length).toBe(1);
		expect(troubles[0]?.message).toContain('Close that tab');
		older.close();
		expect(await reading).toEqual([]);
		expect(database.state).toBe('kept');
	});
});
