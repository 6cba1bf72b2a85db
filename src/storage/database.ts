/** The database that features use: its reads and writes survive a lost connection, a full disk and other pages. */
import { AtelierError } from '../models/errors';
import { type Channel, type Written, writtenBy } from './channel';
import { createConnection, type Opened } from './connection';
import { type Disk, keyOf as keyOfPut } from './disk';
import { isFull, isLost, type OnTrouble, onceEach, storageError } from './failures';
import { freeSpace } from './freeSpace';
import { createOverlay, type Pending } from './overlay';
import type { Change, Database, Reader, StorageState, StoreDeclarations, Watcher } from './types';

type AnyStores = Record<string, unknown>;
type AnyChange = Change<AnyStores>;

export interface DatabaseTools {
	readonly stores: StoreDeclarations;
	/** Opens a connection, and calls `onLost` when it breaks. May never resolve. */
	readonly open: (onLost: () => void) => Promise<Opened>;
	readonly channel: Channel;
	readonly onTrouble: OnTrouble;
	readonly after: (milliseconds: number, then: () => void) => void;
	/** Called after the first successful write. */
	readonly onFirstWrite?: () => void;
}

export function createDatabase<Stores>(tools: DatabaseTools): Database<Stores> {
	const { stores, channel, onFirstWrite } = tools;
	const onTrouble = onceEach(tools.onTrouble);
	const keyOf = (change: AnyChange & { readonly put: unknown }): string =>
		keyOfPut(change as { key?: string; put: unknown }, stores[change.store]?.keyPath);
	const overlay = createOverlay(keyOf);
	const watchers = new Set<Watcher<AnyStores>>();
	let last: Promise<unknown> = Promise.resolve();
	let hasWritten = false;

	const connection = createConnection({
		open: () => tools.open(connection.lose),
		onOpen: retryFailed,
		onState(state: StorageState, before: StorageState) {
			for (const watcher of watchers) watcher.state?.(state);
			if (state === 'kept' && before === 'memory') for (const { reread } of watchers) reread?.();
		},
		after: tools.after,
	});

	/** Works with the disk, and tries again with a new connection if the first one was lost. */
	async function withDisk<T>(work: (disk: Disk) => Promise<T>): Promise<T> {
		const disk = await connection.disk();
		try {
			return await work(disk);
		} catch (cause) {
			if (!isLost(cause)) throw cause;
			connection.lose();
			return work(await connection.disk());
		}
	}

	/** Notifies the other pages of changes. */
	const announce = (changes: readonly AnyChange[]): void => {
		const announced = changes.filter(({ store }) => stores[store]?.unannounced !== true);
		if (announced.length > 0) channel.send(writtenBy(announced, keyOf));
	};

	const showDropped = (dropped: readonly AnyChange[]): void => {
		const changed: Record<string, Map<string, undefined>> = {};
		for (const change of dropped) {
			if (!('remove' in change)) continue;
			changed[change.store] ??= new Map();
			changed[change.store]?.set(change.remove, undefined);
		}
		for (const watcher of watchers) watcher.changed?.(changed);
		announce(dropped);
	};

	/** Commits changes; while the disk is full, deletes dispensable values and tries again. */
	async function commit(disk: Disk, changes: readonly AnyChange[]): Promise<void> {
		for (;;) {
			try {
				await disk.commit(changes);
				announce(changes);
				return;
			} catch (cause) {
				const freed = isFull(cause) ? await freeSpace(disk, stores) : undefined;
				if (freed === undefined) throw cause;
				showDropped(freed.dropped);
				onTrouble(new AtelierError('storage-full', freed.notice, { cause }));
			}
		}
	}

	/** Tries the writes that failed before again, until one fails. */
	async function retryFailed(disk: Disk): Promise<void> {
		for (const pending of overlay.failed()) {
			try {
				await commit(disk, pending.changes);
				overlay.remove(pending);
			} catch {
				return;
			}
		}
	}

	async function writePending(pending: Pending): Promise<void> {
		try {
			await withDisk((disk) => commit(disk, pending.changes));
			overlay.remove(pending);
		} catch (cause) {
			pending.failed = true;
			throw storageError(cause);
		}
		if (!hasWritten) onFirstWrite?.();
		hasWritten = true;
		if (pending.changes.some((change) => !('put' in change))) await withDisk(retryFailed);
	}

	/** Reads from the disk; undefined when it cannot be opened. */
	async function read<T>(work: (disk: Disk) => Promise<T>): Promise<T | undefined> {
		try {
			return await withDisk(work);
		} catch (cause) {
			if (cause instanceof AtelierError) return undefined;
			throw cause;
		}
	}

	const reader: Reader<AnyStores> = {
		get: async (store, key) => overlay.value(store, key, await read((disk) => disk.get(store, key))),
		async entries(store, range = {}) {
			const found = (await read((disk) => disk.entries(store, range))) ?? [];
			if (overlay.isEmpty) return found;
			const { after = '', count } = range;
			const all = [...overlay.over(store, found)].filter(([key]) => key > after);
			return all.sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, count);
		},
		async keys(store) {
			const found = (await read((disk) => disk.keys(store))) ?? [];
			return [
				...overlay
					.over(
						store,
						found.map((key) => [key, undefined] as const),
					)
					.keys(),
			];
		},
	};

	async function onWritten(written: Written): Promise<void> {
		if (watchers.size === 0) return;
		if (Object.values(written).includes('all')) {
			for (const { reread } of watchers) reread?.();
			return;
		}
		const changed: Record<string, Map<string, unknown>> = {};
		for (const [store, keys] of Object.entries(written)) {
			const pairs = (keys as readonly string[]).map(async (key) => [key, await reader.get(store, key)] as const);
			changed[store] = new Map(await Promise.all(pairs));
		}
		for (const watcher of watchers) watcher.changed?.(changed);
	}
	// What cannot be read now will be read at the next visit.
	channel.listen((written) => void onWritten(written).catch(() => undefined));

	return {
		...(reader as unknown as Reader<Stores>),
		get state() {
			return connection.state;
		},
		write(...changes) {
			const pending = overlay.add(changes as unknown as readonly AnyChange[]);
			const writing = last.then(() => writePending(pending));
			last = writing.catch(() => undefined);
			return writing;
		},
		isKept: (store, key) => connection.state === 'kept' && !overlay.touches(store, key),
		watch(watcher: Watcher<Stores>) {
			const own = watcher as unknown as Watcher<AnyStores>;
			watchers.add(own);
			return () => watchers.delete(own);
		},
	} as Database<Stores>;
}
