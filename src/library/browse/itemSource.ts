import { quoted } from '../names';
import { tabOf } from '../recipe';
import type { Library } from '../store';
import type { LibraryItem } from '../types';
import type { Entry, Source } from './entry';

export const itemKey = (id: string): string => `item:${id}`;

/** The library's own items as entries. Each item's entry stays the same object until the item changes. */
export function createItemSource(library: Library): Source & { entryOf(item: LibraryItem): Entry } {
	const made = new WeakMap<LibraryItem, Entry>();
	let listed: { readonly items: readonly LibraryItem[]; readonly entries: readonly Entry[] } | undefined;

	const entryOf = (item: LibraryItem): Entry => {
		const known = made.get(item);
		if (known !== undefined) return known;
		const { id, kind: _, picture, ...rest } = item;
		const kind = item.kind === 'photo' ? 'photo' : (tabOf(item.recipe) ?? 'photo');
		const bytes = picture.size + item.thumbnail.size + (item.film?.size ?? 0);
		const entry: Entry = { ...rest, key: itemKey(id), kind, bytes, source };
		made.set(item, entry);
		return entry;
	};

	/** @throws TypeError when the item is gone: its entry is then gone from the page too */
	const itemOf = ({ key, name }: Entry): LibraryItem => {
		const item = library.getState().items.find(({ id }) => itemKey(id) === key);
		if (item === undefined) throw new TypeError(`${quoted(name)} is not in the library any more.`);
		return item;
	};

	const source = {
		open: () => undefined, // the page opens the library at once
		entries() {
			const { items } = library.getState();
			if (listed?.items !== items) listed = { items, entries: items.map(entryOf) };
			return listed.entries;
		},
		subscribe: (changed: () => void) => library.subscribe(changed),
		change: (entry: Entry, change: Parameters<Source['change']>[1]) => library.change(itemOf(entry).id, change),
		async remove(entries: readonly Entry[]) {
			const items = entries.map(itemOf);
			await Promise.all(items.map(({ id }) => library.remove(id)));
			return async () => void (await Promise.all(items.map((item) => library.restore(item))));
		},
		picture: async (entry: Entry) => itemOf(entry).picture,
		toItem: async (entry: Entry) => itemOf(entry),
		entryOf,
	};
	return source;
}
