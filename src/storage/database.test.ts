import { describe, expect, it, vi } from 'vitest';
import { keep } from './failures';
import { type FakeDisk, fakeChannels, fakeDatabase, fakeDisk, quotaExceeded, refused } from './testing/fakeStorage';
import type { StoreDeclarations } from './types';

interface Note {
	readonly id: string;
	readonly text: string;
}
interface Stores {
	notes: Note;
	previews: string;
}

const notice = 'Old previews were deleted.';
const stores: StoreDeclarations = {
	notes: { keyPath: 'id' },
	previews: { dispensable: { keys: (read) => read.keys('previews'), notice } },
};
const note = (id: string, text = id): Note => ({ id, text });
const put = (id: string, text = id) => ({ store: 'notes', put: note(id, text) }) as const;

const made = (options: Parameters<typeof fakeDatabase>[1] = {}) => fakeDatabase<Stores>(stores, options);
const lost = () => new DOMException('The connection is closing.', 'InvalidStateError');

describe('a database', () => {
	it('reads what it wrote, in the order of the keys and in parts', async () => {
		const { database, disk } = made();
		await database.write(put('b'), put('a'), { store: 'previews', put: 'small', key: 'a' });
		expect(await database.entries('notes')).toEqual([
			['a', note('a')],
			['b', note('b')],
		]);
		expect(await database.entries('notes', { after: 'a', count: 1 })).toEqual([['b', note('b')]]);
		expect(await database.keys('previews')).toEqual(['a']);
		expect(await database.get('previews', 'a')).toBe('small');
		expect(disk.commits).toHaveLength(1);
		expect(database.state).toBe('kept');
	});

	it('writes only where there is a value, or where there is none, when asked to', async () => {
		const { database } = made();
		await database.write({ ...put('a'), when: 'absent' });
		await database.write({ ...put('a', 'other'), when: 'absent' });
		expect(await database.get('notes', 'a')).toEqual(note('a'));
		await database.write({ store: 'notes', remove: 'a' });
		await database.write({ ...put('a', 'changed'), when: 'present' });
		expect(await database.get('notes', 'a')).toBeUndefined();
	});

	it('opens a lost connection again and writes what it was writing', async () => {
		const { database, disk, lose } = made();
		await database.write(put('a'));
		lose();
		await database.write(put('b'));
		let times = 0;
		disk.refuse = () => (times++ === 0 ? lost() : undefined);
		await database.write(put('c'));
		expect([...(disk.contents.notes?.keys() ?? [])]).toEqual(['a', 'b', 'c']);
		times = 0;
		expect(await database.keys('notes')).toEqual(['a', 'b', 'c']);
	});

	it('remembers what it could not write, reads it back, and writes it once it can', async () => {
		const { database, disk } = made();
		await database.write(put('a'));
		disk.refuse = (changes) => (changes === 'read' ? undefined : quotaExceeded());
		await expect(database.write(put('b'))).rejects.toMatchObject({ code: 'storage-full' });
		await expect(database.write({ store: 'notes', remove: 'a' })).rejects.toMatchObject({ code: 'storage-full' });
		expect(await database.keys('notes')).toEqual(['b']);
		disk.refuse = () => undefined;
		await database.write({ store: 'notes', remove: 'x' });
		expect([...(disk.contents.notes?.keys() ?? [])]).toEqual(['b']);
	});

	it('tells whether a value is kept as it is read', async () => {
		const { database, disk } = made();
		await database.write(put('a'));
		expect(database.isKept('notes', 'a')).toBe(true);
		disk.refuse = (changes) => (changes === 'read' ? undefined : quotaExceeded());
		await expect(database.write(put('a', 'changed'))).rejects.toThrow();
		await expect(database.write({ store: 'notes', remove: 'b' })).rejects.toThrow();
		expect(database.state).toBe('kept');
		expect([database.isKept('notes', 'a'), database.isKept('notes', 'b')]).toEqual([false, false]);
		disk.refuse = () => undefined;
		await database.write({ store: 'notes', remove: 'x' });
		expect([database.isKept('notes', 'a'), database.isKept('notes', 'b')]).toEqual([true, true]);
	});

	it('does not write a remembered value over a later one', async () => {
		const { database, disk } = made();
		disk.refuse = (changes) => (changes === 'read' ? undefined : quotaExceeded());
		await expect(database.write(put('a', 'first'))).rejects.toThrow();
		disk.refuse = () => undefined;
		await database.write(put('a', 'second'));
		await database.write({ store: 'notes', remove: 'x' });
		expect(disk.contents.notes?.get('a')).toEqual(note('a', 'second'));
	});

	it('is in memory when the browser refuses, and says so', async () => {
		const { database } = made({ open: refused });
		const state = vi.fn();
		database.watch({ state });
		await expect(database.write(put('a'))).rejects.toMatchObject({ code: 'storage-refused' });
		expect(await database.get('notes', 'a')).toEqual(note('a'));
		expect(database.state).toBe('memory');
		expect(state).toHaveBeenCalledWith('memory');
	});

	it('says that the storage was closed when it had been open', async () => {
		let open = true;
		const disk = fakeDisk(stores);
		const { database, lose } = made({ open: async () => (open ? disk : refused()) });
		await database.write(put('a'));
		open = false;
		lose();
		await expect(database.write(put('b'))).rejects.toMatchObject({ code: 'storage-closed' });
		expect(database.state).toBe('memory');
		open = true;
		await database.write(put('c'));
		expect([...(disk.contents.notes?.keys() ?? [])].sort()).toEqual(['a', 'b', 'c']);
		expect(database.state).toBe('kept');
	});

	it('gives advice that helps against what is wrong', async () => {
		const told: string[] = [];
		const { database, disk, lose } = made({ open: async () => (open ? disk : refused()) });
		let open = true;
		const keepNote = () => keep(database, [put('a')], 'The note', ({ message }) => told.push(message));
		disk.refuse = (changes) => (changes === 'read' ? undefined : quotaExceeded());
		expect(await keepNote()).toBe(false);
		expect(told.pop()).toMatch(/full.*delete things/);
		open = false;
		lose();
		expect(await keepNote()).toBe(false);
		expect(told.pop()).toMatch(
			/closed its storage: The note stays only until this page is closed\. Save it as a file\.$/,
		);
	});

	it('continues in memory when opening does not respond, and uses the disk when it responds later', async () => {
		let answer: (disk: FakeDisk) => void = () => undefined;
		const disk = fakeDisk(stores);
		disk.contents.notes?.set('old', note('old'));
		const { database, passOpenTimeout } = made({
			open: () =>
				new Promise((resolve) => {
					answer = resolve;
				}),
		});
		const reread = vi.fn();
		database.watch({ reread });
		const reading = database.keys('notes');
		passOpenTimeout();
		expect(await reading).toEqual([]);
		expect(database.state).toBe('memory');
		await expect(database.write(put('new'))).rejects.toMatchObject({ code: 'storage-refused' });
		answer(disk);
		await vi.waitFor(() => expect(reread).toHaveBeenCalledOnce());
		expect(database.state).toBe('kept');
		expect([...(disk.contents.notes?.keys() ?? [])]).toEqual(['old', 'new']);
	});

	it('deletes dispensable values when the disk is full, with one notice, and updates its watchers', async () => {
		const { database, disk, troubles } = made();
		for (let at = 10; at < 50; at++) await database.write({ store: 'previews', put: 'x', key: `${at}` });
		const room = 20;
		disk.refuse = (changes) => {
			const size = disk.contents.previews?.size ?? 0;
			return changes !== 'read' && changes.some((change) => 'put' in change) && size > room
				? quotaExceeded()
				: undefined;
		};
		const changed = vi.fn();
		database.watch({ changed });
		await database.write(put('a'));
		expect(disk.contents.notes?.has('a')).toBe(true);
		expect([...(disk.contents.previews?.keys() ?? [])]).toEqual(['42', '43', '44', '45', '46', '47', '48', '49']);
		expect(troubles.map(({ message }) => message)).toEqual([notice]);
		expect(changed).toHaveBeenCalledTimes(2);
		expect(changed.mock.calls[0]?.[0].previews.get('10')).toBeUndefined();
		expect(changed.mock.calls[0]?.[0].previews.has('10')).toBe(true);
	});

	it('fails when reading fails for a reason of the disk', async () => {
		const { database, disk } = made();
		disk.refuse = () => new DOMException('broken', 'DataError');
		await expect(database.keys('notes')).rejects.toThrow('broken');
	});

	it('notifies other pages of what it wrote and removed', async () => {
		const disk = fakeDisk(stores);
		const channels = fakeChannels();
		const [one, other] = [made({ disk, channel: channels() }), made({ disk, channel: channels() })];
		const changed = vi.fn();
		const reread = vi.fn();
		other.database.watch({ changed, reread });
		await one.database.write(put('a'), { store: 'notes', remove: 'b' });
		await vi.waitFor(() =>
			expect(changed).toHaveBeenCalledWith({
				notes: new Map([
					['a', note('a')],
					['b', undefined],
				]),
			}),
		);
		await one.database.write({ store: 'notes', clear: true });
		await vi.waitFor(() => expect(reread).toHaveBeenCalledOnce());
	});

	it('loses no write of two pages', async () => {
		const disk = fakeDisk(stores);
		const channels = fakeChannels();
		const [one, other] = [made({ disk, channel: channels() }), made({ disk, channel: channels() })];
		await one.database.write(put('a'));
		await Promise.all([
			one.database.write({ store: 'notes', remove: 'a' }),
			other.database.write(put('b')),
			one.database.write(put('c')),
		]);
		expect([...(disk.contents.notes?.keys() ?? [])].sort()).toEqual(['b', 'c']);
	});
});
