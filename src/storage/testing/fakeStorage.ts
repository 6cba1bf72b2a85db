/** A disk in memory that fails when a test says so, and a database on it. */
import type { AtelierError } from '../../models/errors';
import type { Channel, Written } from '../channel';
import { createDatabase } from '../database';
import { type Disk, isMet, keyOf } from '../disk';
import type { Change, Database, StoreDeclarations } from '../types';

type AnyStores = Record<string, unknown>;

export interface FakeDisk extends Disk {
	/** The stored values, by store and key. */
	readonly contents: Readonly<Record<string, Map<string, unknown>>>;
	/** The writes that succeeded. */
	readonly commits: (readonly Change<AnyStores>[])[];
	/** Thrown by whatever is tried while it returns something. */
	refuse: (changes: readonly Change<AnyStores>[] | 'read') => unknown;
}

export const quotaExceeded = () => new DOMException('full', 'QuotaExceededError');

export function fakeDisk(stores: StoreDeclarations): FakeDisk {
	const contents = Object.fromEntries(Object.keys(stores).map((store) => [store, new Map<string, unknown>()]));
	const of = (store: string): Map<string, unknown> => {
		const refusal = disk.refuse('read');
		if (refusal !== undefined) throw refusal;
		return contents[store] as Map<string, unknown>;
	};
	const sorted = (store: string) => [...of(store)].sort(([a], [b]) => (a < b ? -1 : 1));
	const disk: FakeDisk = {
		contents,
		commits: [],
		refuse: () => undefined,
		get: async (store, key) => of(store).get(key),
		entries: async (store, { after = '', count } = {}) =>
			sorted(store)
				.filter(([key]) => key > after)
				.slice(0, count),
		keys: async (store) => sorted(store).map(([key]) => key),
		async commit(changes) {
			const refusal = disk.refuse(changes);
			if (refusal !== undefined) throw refusal;
			for (const change of changes) {
				const values = contents[change.store] as Map<string, unknown>;
				if ('clear' in change) values.clear();
				else if ('remove' in change) values.delete(change.remove);
				else {
					const key = keyOf(change, stores[change.store]?.keyPath);
					if (isMet(change.when, values.has(key))) values.set(key, structuredClone(change.put));
				}
			}
			disk.commits.push(changes);
		},
	};
	return disk;
}

/** Channels between pages of one browser. */
export function fakeChannels() {
	const listeners: ((written: Written) => void)[] = [];
	return (): Channel => {
		let own: ((written: Written) => void) | undefined;
		return {
			send: (written) => {
				for (const one of listeners) if (one !== own) one(written);
			},
			listen: (listener) => {
				own = listener;
				listeners.push(listener);
			},
		};
	};
}

export interface FakeDatabaseOptions {
	readonly disk?: FakeDisk;
	readonly channel?: Channel;
	/** Instead of the disk: what the browser does when the database is opened. */
	readonly open?: (onLost: () => void) => Promise<FakeDisk>;
}

/** Makes a database on a new disk, unless one is given; time passes only by `passOpenTimeout`. */
export function fakeDatabase<Stores>(stores: StoreDeclarations, options: FakeDatabaseOptions = {}) {
	const { disk = fakeDisk(stores), channel = fakeChannels()() } = options;
	const troubles: AtelierError[] = [];
	let waiting: (() => void)[] = [];
	let lose = (): void => undefined;
	const database: Database<Stores> = createDatabase<Stores>({
		stores,
		async open(onLost) {
			lose = onLost;
			return { disk: (await options.open?.(onLost)) ?? disk };
		},
		channel,
		onTrouble: (error) => troubles.push(error),
		after: (_milliseconds, then) => waiting.push(then),
	});
	return {
		database,
		disk,
		troubles,
		/** What a browser does that closes a connection. */
		lose: () => lose(),
		passOpenTimeout() {
			const due = waiting;
			waiting = [];
			for (const then of due) then();
		},
	};
}

export const refused = async (): Promise<never> => {
	throw new DOMException('denied', 'SecurityError');
};
