/** The types of the storage. Keys are strings in every store. */

/**
 * Where data is kept. `kept`: in the browser. `memory`: the browser refuses storage or does not respond, so that
 * everything is lost when the page is closed.
 */
export type StorageState = 'opening' | 'kept' | 'memory';

/** One step of a write. A write makes all of its steps or none. */
export type Change<Stores> = {
	[Name in keyof Stores & string]:
		| {
				readonly store: Name;
				readonly put: Stores[Name];
				/** For stores without a key path. */
				readonly key?: string;
				/**
				 * `present`: only replaces a value, so that one that another page removed does not come back.
				 * `absent`: only adds a value, so that one that another page added is not overwritten.
				 */
				readonly when?: 'present' | 'absent';
		  }
		| { readonly store: Name; readonly remove: string }
		| { readonly store: Name; readonly clear: true };
}[keyof Stores & string];

/** Changed values by store and key; undefined where removed. */
export type Changed<Stores> = { readonly [Name in keyof Stores]?: ReadonlyMap<string, Stores[Name] | undefined> };

export interface Reader<Stores> {
	get<Name extends keyof Stores & string>(store: Name, key: string): Promise<Stores[Name] | undefined>;
	/** Reads pairs of key and value in the order of their keys, at most `count`, from after the key `after`. */
	entries<Name extends keyof Stores & string>(
		store: Name,
		range?: { readonly after?: string | undefined; readonly count?: number },
	): Promise<[key: string, value: Stores[Name]][]>;
	keys(store: keyof Stores & string): Promise<string[]>;
}

export interface Watcher<Stores> {
	/** Called when another page changed values, or they were deleted to free space. */
	changed?(changes: Changed<Stores>): void;
	/** Called when anything may have changed, so that everything must be read again. */
	reread?(): void;
	state?(state: StorageState): void;
}

/** The single database of the page or worker, typed for the stores of one owner. */
export interface Database<Stores> extends Reader<Stores> {
	readonly state: StorageState;
	/**
	 * Writes changes, one call after another. A failed write is remembered: reads return it as if it had succeeded, and it
	 * is tried again once there is space or the storage responds.
	 * @throws AtelierError `storage-full`, `storage-closed` (it was open before) or `storage-refused`
	 */
	write(...changes: readonly Change<Stores>[]): Promise<void>;
	/** Whether the value of a key, or its absence, is on the disk as it is read: no write to it is pending or has failed. */
	isKept(store: keyof Stores & string, key: string): boolean;
	/** Watches for changes. @returns a function that stops watching */
	watch(watcher: Watcher<Stores>): () => void;
}

/** Values that may be deleted when the disk is full. */
export interface Dispensable {
	/** Keys of the store, in the order of deletion. */
	keys(read: Reader<Record<string, unknown>>): Promise<readonly string[]>;
	/** Message to the visitor at the first deletion. */
	readonly notice: string;
}

/** One store, as its owner declares it. */
export interface StoreDeclaration {
	/** The property of the values that is their key. Without it, each write must give the key. */
	readonly keyPath?: string;
	readonly dispensable?: Dispensable;
	/** Other pages are not notified of writes. */
	readonly unannounced?: boolean;
}

export type StoreDeclarations = Readonly<Record<string, StoreDeclaration>>;

/** The store that records by name which databases of earlier versions have been moved. */
export const movedStore = 'moved';

/** An IndexedDB database of an earlier version whose content moves into this one. */
export interface EarlierDatabase {
	readonly name: string;
	/** Maps its stores to those of this database. */
	readonly stores: Readonly<Record<string, string>>;
}
