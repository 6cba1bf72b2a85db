/** The library's entries put together with the tabs: where they come from, what can be done with them. */

import { createTransfers } from '../library/archive/transfers';
import { type Entry, type EntryAction, removeAll, type Source } from '../library/browse/entry';
import { createItemSource } from '../library/browse/itemSource';
import type { EntryKind } from '../library/browse/LibraryPage';
import { quoted } from '../library/names';
import type { LibraryItem } from '../library/types';
import { attempt, note, noteRemoval } from '../ui/feedback/toasts';
import { library } from './library';
import { closeLibrary } from './libraryView';
import { openTab } from './navigation';
import { tabs } from './tabs/registry';

export const itemSource = createItemSource(library);

let loaded: Promise<readonly Source[]> | undefined;

/** The library's items and what the tabs keep, loaded with the tabs' code when first needed. */
export function sources(): Promise<readonly Source[]> {
	loaded ??= Promise.all(tabs.flatMap((tab) => tab.collection?.() ?? [])).then(
		(others) => [itemSource, ...others],
		(error: unknown) => {
			loaded = undefined; // the next try loads anew
			throw error;
		},
	);
	return loaded;
}

export const transfers = createTransfers({ library, sources, tell: note });

export const kinds: readonly EntryKind[] = [
	...tabs.flatMap(({ id, icon, works }) => (works ? [{ id, icon, label: works.label, plural: works.plural }] : [])),
	{ id: 'photo', label: 'Photo', plural: 'Photos', icon: 'photo' },
	{ id: 'folder', label: 'Picture of a folder', plural: 'Find’s folders', icon: 'folder' },
];

/** What can be done with an entry: its source's own actions, then those of every tab. The tab that does it is opened. */
export function actionsOf(entry: Entry): readonly EntryAction[] {
	const { source, recipe } = entry;
	const own = source.actions ?? [];
	// What has actions of its own is handed to the tabs as its picture, which has no recipe.
	const handed = { recipe: own.length > 0 ? undefined : recipe };
	const ofTabs = tabs.flatMap(({ id, actions }) =>
		actions
			.filter(({ fits }) => fits?.(handed) ?? true)
			.map(
				({ label, icon, run }): EntryAction => ({
					label,
					icon,
					run: (entry) =>
						attempt(async () => {
							run(await entry.source.toItem(entry));
							openTab(id);
							closeLibrary();
						}),
				}),
			),
	);
	return [...own, ...ofTabs];
}

const deletedItems = (count: number): string => `${count} items were deleted.`;

/** Removes entries, and offers to undo that. */
export function removeEntries(entries: readonly Entry[]): void {
	const [first] = entries;
	if (first === undefined) return;
	const removed = removeAll(entries);
	attempt(() => removed);
	noteRemoval(entries.length === 1 ? `${quoted(first.name)} was deleted.` : deletedItems(entries.length), {
		count: entries.length,
		textOf: deletedItems,
		undo: () => attempt(async () => (await removed)()),
	});
}

export const removeItem = (item: LibraryItem): void => removeEntries([itemSource.entryOf(item)]);
