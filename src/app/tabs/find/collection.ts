/** Pictures of Find's folders as entries of the library's page. Those of the library itself are there already. */

import { originalOf } from '../../../features/find/actions';
import type { IndexEntry } from '../../../features/find/index/types';
import type { Entry, Source } from '../../../library/browse/entry';
import { quoted } from '../../../library/names';
import { AtelierError } from '../../../models/errors';
import { studio } from './studio';

const { index, actions } = studio;

const made = new WeakMap<IndexEntry, Entry>();

function entryOf(picture: IndexEntry): Entry {
	const known = made.get(picture);
	if (known !== undefined) return known;
	const { hash, name, width, height, added, thumbnail, caption, favourite } = picture;
	const entry: Entry = {
		...{ key: `folder:${hash}`, kind: 'folder', name, width, height, created: added, hash },
		...(thumbnail && { thumbnail }),
		...(caption && { caption }),
		...(favourite && { favourite }),
		bytes: thumbnail?.size ?? 0,
		source: collection,
	};
	made.set(picture, entry);
	return entry;
}

/** @throws AtelierError when it was removed, by another page for example */
function pictureOf({ hash, name }: Entry): IndexEntry {
	const picture = index.getState().entries.get(hash);
	if (picture === undefined) {
		throw new AtelierError('pictures-missing', `${quoted(name)} is not among Find’s pictures any more.`);
	}
	return picture;
}

let listed: { readonly all: ReadonlyMap<string, IndexEntry>; readonly entries: readonly Entry[] } | undefined;

export const collection: Source = {
	// Reads what is kept, and starts no captioning: that waits until the tab is opened.
	open: () => void index.open(),
	entries() {
		const { entries: all } = index.getState();
		if (listed?.all !== all) {
			listed = { all, entries: [...all.values()].filter(({ source }) => source !== 'shelf').map(entryOf) };
		}
		return listed.entries;
	},
	subscribe: (changed) => index.subscribe(changed),
	change: (entry, change) => index.change(entry.hash, change),
	async remove(entries) {
		const gone = await index.remove(entries.map(({ hash }) => hash));
		return () => index.restore(gone);
	},
	async picture(entry) {
		const picture = pictureOf(entry);
		const best = (await originalOf(picture)) ?? picture.thumbnail;
		if (best === undefined) {
			throw new AtelierError('pictures-missing', `Add the file of ${quoted(entry.name)} again: no copy of it is left.`);
		}
		return best;
	},
	toItem: async (entry) => actions.toLibrary(pictureOf(entry)),
	captionsOf: (hash) =>
		index
			.getState()
			.entries.get(hash)
			?.embedding?.captions.map(({ text }) => text) ?? [],
};
