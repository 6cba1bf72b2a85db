/** Kept stories as entries of the library's page. */

import { fromMarkdown, toMarkdown } from '../../../features/story/markdown';
import { nameOf } from '../../../features/story/recipe';
import type { KeptStory } from '../../../features/story/state';
import type { Entry, Source } from '../../../library/browse/entry';
import { quoted } from '../../../library/names';
import { AtelierError } from '../../../models/errors';
import { library } from '../../library';
import { closeLibrary } from '../../libraryView';
import { openTab } from '../../navigation';
import { storyPictures } from './intake';
import { story } from './studio';

const made = new WeakMap<KeptStory, Entry>();
const ids = new WeakMap<Entry, string>();

function entryOf(kept: KeptStory): Entry {
	const known = made.get(kept);
	if (known !== undefined) return known;
	const { id, created, text, recipe, picture, thumbnail, caption, favourite } = kept;
	const { width, height, hash } = picture;
	const entry: Entry = {
		...{ key: `story:${id}`, kind: 'story', name: nameOf(recipe), width, height, created, hash, text, recipe },
		...(thumbnail && { thumbnail }),
		...(caption && { caption }),
		...(favourite && { favourite }),
		bytes: 2 * text.length + (thumbnail?.size ?? 0),
		source: collection,
	};
	made.set(kept, entry);
	ids.set(entry, id);
	return entry;
}

const keptOf = (entry: Entry): KeptStory | undefined => story.getState().kept.find(({ id }) => id === ids.get(entry));

let listed: { readonly kept: readonly KeptStory[]; readonly entries: readonly Entry[] } | undefined;

export const collection: Source = {
	open: () => undefined, // the studio has read them
	entries() {
		const { kept } = story.getState();
		if (listed?.kept !== kept) listed = { kept, entries: kept.map(entryOf) };
		return listed.entries;
	},
	subscribe: (changed) => story.subscribe(changed),
	change: (entry, change) => story.changeKept(ids.get(entry) ?? '', change),
	async remove(entries) {
		const gone = entries.flatMap((entry) => keptOf(entry) ?? []);
		await Promise.all(gone.map(({ id }) => story.removeKept(id)));
		return async () => void (await Promise.all(gone.map((one) => story.restoreKept(one))));
	},
	async picture(entry) {
		const picture = library.find(entry.hash)?.picture ?? entry.thumbnail;
		if (picture === undefined) throw noPicture(entry);
		return picture;
	},
	async toItem(entry) {
		const item = library.find(entry.hash);
		if (item === undefined) throw noPicture(entry);
		return item;
	},
	markdown(entry) {
		const kept = keptOf(entry);
		return kept === undefined ? '' : toMarkdown(kept.text, kept.recipe);
	},
	actions: [
		{
			label: 'Open the story',
			icon: 'book',
			run(entry) {
				storyPictures.openKept(ids.get(entry) ?? '');
				openTab('story');
				closeLibrary();
			},
		},
	],
	// Its name is in its recipe.
	async receive({ file, path, created, ...about }) {
		const saved = path.endsWith('.md') ? fromMarkdown(await file.text()) : undefined;
		if (saved === undefined) return undefined;
		const { caption, favourite, thumbnail } = about;
		return story.receiveKept({
			...saved,
			created: created ?? Date.now(),
			...(caption && { caption }),
			...(favourite && { favourite }),
			...(thumbnail && { thumbnail }),
		});
	},
};

const noPicture = ({ name }: Entry) =>
	new AtelierError('pictures-missing', `The picture of ${quoted(name)} is not in the library any more. Add it again.`);
