/** What the storage is asked for and what it says. Keys are strings in every store. */

/**
 * Where what is kept lies. `memory`: the browser refuses storage or does not answer, and everything lives until the
 * page is closed.
 */
export type StorageState = 'opening' | 'kept' | 'memory';

/** One step of a write; the steps of a write are done together or not at all. */
export type Change<Stores> = {
	[Name in keyof Stores & string]:
		| {
				readonly store: Name;
				readonly put: Stores[Name];
				/** For stores without a key path. */
				readonly key?: string;
				/**
				 * `present`: only in place of a value, so that nothing comes back that another page has removed.
				 * `absent`: only where there is none, so that nothing is lost that another page has added.
				 */
				readonly when?: 'present' | 'absent';
		  }
		| { readonly store: Name; readonly remove: string }
		| { readonly store: Name; readonly clear: true };
}[keyof Stores & string];

/** What changed, by store and key; undefined: removed. */
export type Changed<Stores> = { readonly [Name in keyof Stores]?: ReadonlyMap<string, Stores[Name] | undefined> };

export interface Reader<Stores> {
	get<Name extends keyof Stores & string>(store: Name, key: string): Promise<Stores[Name] | undefined>;
	/** Pairs of key and value in the order of their keys, at most `count` of them, those behind the key `after`. */
	entries<Name extends keyof Stores & string>(
		store: Name,
		range?: { readonly after?: string | undefined; readonly count?: number },
	): Promise<[key: string, value: Stores[Name]][]>;
	keys(store: keyof Stores & string): Promise<string[]>;
}

export interface Watcher<Stores> {
	/** Another page changed this, or it was let go to make room. */
	changed?(changes: Changed<Stores>): void;
	/** Anything may have changed: what is shown is to be read again. */
	reread?(): void;
	state?(state: StorageState): void;
}

/** The page's (or worker's) one database, as each owner of stores sees it. */
export interface Database<Stores> extends Reader<Stores> {
	readonly state: StorageState;
	/**
	 * Writes, one call after another. What cannot be written is remembered, is read back as if it were, and is written
	 * once there is room or the storage answers again.
	 * @throws AtelierError `storage-full`, `storage-closed` (it was open before) or `storage-refused`
	 */
	write(...changes: readonly Change<Stores>[]): Promise<void>;
	/** @returns what ends it */
	watch(watcher: Watcher<Stores>): () => void;
}

/** What may go when the disk is full. */
export interface Dispensable {
	/** Keys of the store, in the order in which they go. */
	keys(read: Reader<Record<string, unknown>>): Promise<readonly string[]>;
	/** Told to the visitor the first time. */
	readonly told: string;
}

/** One store, as its owner declares it. */
export interface StoreDeclaration {
	/** The property of the values that is their key; absent: each write names the key. */
	readonly keyPath?: string;
	readonly dispensable?: Dispensable;
}

export type StoreDeclarations = Readonly<Record<string, StoreDeclaration>>;

/** An IndexedDB database of an earlier version whose content moves into this one. */
export interface EarlierDatabase {
	readonly name: string;
	/** Its store -> the store that takes its values. */
	readonly stores: Readonly<Record<string, string>>;
}
