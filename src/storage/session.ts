/**
 * Brings a tab back after a reload as it was left. A feature names the parts of its state; each part is written when it
 * changes, apart from the others, so that typing a sentence does not write the pictures beside it again. Windows keep
 * their own parts; a new window starts with those of the window that was used last.
 */
import type { SessionStores } from './sessionStores';
import type { Database } from './types';

/** The parts of a state by name. A part counts as changed when it is another value or object; undefined is none. */
export type Parts = Readonly<Record<string, unknown>>;

/**
 * Works as parts of their own, so that a change writes the changed work only, and a part with their order.
 * @param name of one of them, such as `draft`
 */
export const partsOf = (name: string, works: readonly { readonly id: string }[]): Parts => ({
	[`${name}s`]: works.map(({ id }) => id).join('\n'),
	...Object.fromEntries(works.map((work) => [`${name}:${work.id}`, work])),
});

const isWork = (name: string): boolean => name.includes(':');

/** The works in such parts, in order, without those that are known already. */
export function worksIn<T extends { readonly id: string }>(parts: Parts, name: string, known: readonly T[]): T[] {
	const have = new Set(known.map(({ id }) => id));
	const ids = String(parts[`${name}s`] ?? '').split('\n');
	return ids.flatMap((id) => (have.has(id) ? [] : ((parts[`${name}:${id}`] as T | undefined) ?? [])));
}

export interface SessionOf<State> {
	/** Number of the parts' layout. Raise it when `restore` cannot read earlier ones: they are then ignored. */
	readonly version: number;
	parts(state: State): Parts;
	/**
	 * Sets the state from the parts that were kept. Not called when there are none.
	 * @param isFresh false when something has changed since the page was loaded: then works may be added, but what the
	 * visitor has chosen since must stay
	 */
	restore(parts: Parts, isFresh: boolean): void;
}

/** The part of a zustand store that a session needs. */
export interface Followed<State> {
	getState(): State;
	subscribe(listener: (state: State) => void): () => void;
}

export interface Sessions {
	/** Restores a tab's state, then keeps it. Never fails: without storage there is nothing to restore. */
	keep<State>(tab: string, store: Followed<State>, session: SessionOf<State>): Promise<void>;
	/** Writes at once what has changed. For a page that is being hidden or closed. */
	flush(): void;
	/** Whether a tab shows works that are lost with the page, because this browser keeps nothing. */
	hasUnkept(): boolean;
}

export interface SessionTools {
	readonly database: Database<SessionStores>;
	/** Identifies this window, and is the same after a reload. */
	readonly windowId: string | Promise<string>;
	readonly now: () => number;
	/** Calls back after a pause; called again before that, it need not call twice. */
	readonly later: (then: () => void) => void;
}

/** The parts of so many windows are kept; those of the windows that were used longest ago are deleted. */
const mostWindows = 6;

/** The parts by which a window's last use and the layout are known. */
const own = { used: '.used', version: '.version' } as const;

const keyOf = (tab: string, window: string, name: string): string => `${tab}/${window}/${name}`;

export function createSessions({ database, windowId: identified, now, later }: SessionTools): Sessions {
	let windowId = '';
	const flushes = new Set<() => void>();
	/** The parts of each tab as they are now. */
	const shown = new Set<() => Parts>();

	/** The names of each window's parts on a tab. */
	async function windowsOf(tab: string): Promise<Map<string, string[]>> {
		const windows = new Map<string, string[]>();
		for (const key of await database.keys('session')) {
			const [of, window = '', ...name] = key.split('/');
			if (of === tab) windows.set(window, [...(windows.get(window) ?? []), name.join('/')]);
		}
		return windows;
	}

	const read = async (tab: string, window: string, name: string): Promise<unknown> =>
		(await database.get('session', keyOf(tab, window, name)))?.value;

	/** The windows' identifiers, the one used last first. */
	async function byUse(tab: string, windows: Iterable<string>): Promise<string[]> {
		const used = async (window: string) => [window, Number(await read(tab, window, own.used)) || 0] as const;
		const all = await Promise.all([...windows].map(used));
		return all.sort(([, a], [, b]) => b - a).map(([window]) => window);
	}

	async function find(tab: string, version: number): Promise<{ readonly parts: Parts; readonly isOwn: boolean }> {
		const windows = await windowsOf(tab);
		const recent = await byUse(tab, windows.keys());
		const old = recent.slice(mostWindows).filter((window) => window !== windowId);
		const gone = old.flatMap((window) => (windows.get(window) ?? []).map((name) => keyOf(tab, window, name)));
		if (gone.length > 0) await database.write(...gone.map((remove) => ({ store: 'session' as const, remove })));
		const from = windows.has(windowId) ? windowId : recent[0];
		if (from === undefined || (await read(tab, from, own.version)) !== version) return { parts: {}, isOwn: false };
		const names = (windows.get(from) ?? []).filter((name) => !name.startsWith('.'));
		const values = await Promise.all(names.map(async (name) => [name, await read(tab, from, name)] as const));
		return { parts: Object.fromEntries(values), isOwn: from === windowId };
	}

	/** Writes the parts that differ from those written last. */
	function write(tab: string, version: number, parts: Parts, written: Parts): void {
		const put = (name: string, value: unknown) =>
			({ store: 'session', put: { key: keyOf(tab, windowId, name), value } }) as const;
		const changed = Object.entries(parts).filter(([name, value]) => value !== undefined && value !== written[name]);
		const gone = Object.keys(written).filter((name) => written[name] !== undefined && parts[name] === undefined);
		if (changed.length + gone.length === 0) return;
		database
			.write(
				...changed.map(([name, value]) => put(name, value)),
				...gone.map((name) => ({ store: 'session', remove: keyOf(tab, windowId, name) }) as const),
				put(own.used, now()),
				put(own.version, version),
			)
			// Works are kept elsewhere: a place that is not kept is no reason to disturb the visitor.
			.catch(() => undefined);
	}

	return {
		async keep(tab, store, { version, parts: partsOf, restore }) {
			shown.add(() => partsOf(store.getState()));
			const before = partsOf(store.getState());
			windowId = await identified;
			const found = await find(tab, version).catch(() => ({ parts: {}, isOwn: false }));
			const since = partsOf(store.getState());
			const isFresh = Object.keys({ ...before, ...since }).every((name) => before[name] === since[name]);
			if (Object.keys(found.parts).length > 0) restore(found.parts, isFresh);
			const restored = partsOf(store.getState());
			/** The state that is not written until something changes. */
			let unchanged: Parts = isFresh ? restored : {};
			let written: Parts = found.isOwn ? (isFresh ? restored : found.parts) : {};
			let isPlanned = false;
			const save = (): void => {
				isPlanned = false;
				const parts = partsOf(store.getState());
				if (Object.keys({ ...parts, ...unchanged }).every((name) => parts[name] === unchanged[name])) return;
				unchanged = {};
				write(tab, version, parts, written);
				written = parts;
			};
			const plan = (): void => {
				if (isPlanned) return;
				isPlanned = true;
				later(() => isPlanned && save());
			};
			flushes.add(() => isPlanned && save());
			store.subscribe(plan);
			if (!isFresh) plan();
		},
		flush() {
			for (const flush of flushes) flush();
		},
		hasUnkept: () => database.state === 'memory' && [...shown].some((parts) => Object.keys(parts()).some(isWork)),
	};
}
