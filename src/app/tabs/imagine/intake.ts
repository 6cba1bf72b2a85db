/** How birds come to the Imagine tab, and leave it. */
import type { ImagineRoom, Way } from '../../../features/imagine/context';
import { pngOf } from '../../../features/imagine/png';
import type { Work } from '../../../features/imagine/state';
import { hashOf, thumbnailOf } from '../../../library/intake/tools';
import { fileName, saveFile } from '../../../library/save';
import type { LibraryItem } from '../../../library/types';
import { attempt, note } from '../../../ui/feedback/toasts';
import { library } from '../../studio';
import { openTab } from '../../useTab';
import { tabs } from '../registry';
import { imagine } from './studio';

async function kept(work: Work): Promise<LibraryItem> {
	const { png, recipe } = await pngOf(work, new Date());
	const [hash, thumbnail] = await Promise.all([hashOf(png), thumbnailOf(png)]);
	const { size } = work.picture;
	const common = { name: work.bird.text, width: size, height: size, hash, picture: png, thumbnail };
	return library.add({ kind: 'work', ...common, recipe });
}

/** What the panel asks of the shell. */
export const imagineWorks: ImagineRoom['works'] = {
	ways: tabs.filter(({ id }) => id !== 'imagine'),
	save: (work) =>
		attempt(async () => {
			const { png } = await pngOf(work, new Date());
			saveFile(png, fileName(`${work.bird.text} ${work.bird.seed}`, 'png'));
		}),
	keep: (work) =>
		attempt(async () => {
			await kept(work);
			note('The bird is kept. It lies in the strip below.');
		}),
	send: (work, { id }: Way) =>
		attempt(async () => {
			const item = await kept(work);
			const action = tabs.find((tab) => tab.id === id)?.actions.find(({ fits }) => fits?.(item) ?? true);
			action?.run(item);
			openTab(id);
		}),
};

/** A bird that was drawn here: its sentence, seed and settings again, with a way back, and the bird itself. */
export function openBird({ recipe: raw, name }: LibraryItem): void {
	attempt(async () => {
		const { text, options, seedLocked, sheets, shown, chosen, walk } = imagine.getState();
		const before = { text, options, seedLocked, sheets, shown, chosen, walk };
		const recipe = imagine.restore(raw);
		library.select(undefined);
		openTab('imagine');
		note([`Sentence, seed and settings restored from “${name}”.`, ...recipe.notes].join(' '), {
			label: 'Undo',
			run: () => {
				imagine.cancel();
				imagine.setState(before);
			},
		});
		for (const sentence of (await imagine.drawAgain(recipe)) ?? []) note(sentence);
	});
}
