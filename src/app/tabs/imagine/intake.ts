/** Saves birds, sends them to other tabs, and restores them from their recipes. */

import type { ImagineContextValue } from '../../../features/imagine/context';
import { pngOf } from '../../../features/imagine/png';
import { drawsSame } from '../../../features/imagine/recipe';
import type { Work } from '../../../features/imagine/state';
import { hashOf, thumbnailOf } from '../../../library/intake/tools';
import { quoted } from '../../../library/names';
import { fileName, saveFile } from '../../../library/save';
import type { LibraryItem } from '../../../library/types';
import { attempt, note } from '../../../ui/feedback/toasts';
import { library } from '../../library';
import type { Arrival, Shell } from '../types';
import { imagine } from './studio';

/** Adds a bird to the library, once. */
async function kept(work: Work): Promise<LibraryItem> {
	const { png, recipe } = await pngOf(work, new Date());
	const known = library.getState().items.find((item) => drawsSame(item.recipe, recipe));
	if (known) return known;
	const [hash, thumbnail] = await Promise.all([hashOf(png), thumbnailOf(png)]);
	const { size } = work.picture;
	const common = { name: work.bird.text, width: size, height: size, hash, picture: png, thumbnail };
	return library.add({ kind: 'work', ...common, recipe });
}

/** The actions on birds that the shell provides to the panel. */
export const imagineWorks = (shell: Shell): ImagineContextValue['works'] => ({
	destinations: shell.others,
	save: (work) =>
		attempt(async () => {
			const { png } = await pngOf(work, new Date());
			saveFile(png, fileName(`${work.bird.text} ${work.bird.seed}`, 'png'));
		}),
	keep: (work) =>
		attempt(async () => {
			const { id } = await kept(work);
			// The library itself reports other reasons for which it could not be written.
			if (library.isWritten(id)) note('Saved to your library.');
			else if (library.getState().storage === 'memory')
				note('Saved to your library until you close this page: the browser does not allow storage.');
		}),
	send: (work, { id }) => attempt(async () => shell.send(await kept(work), id)),
});

/** Restores the sentence, seed and settings of a bird, offers to undo that, and draws it again. */
export function openBird({ recipe: raw, name }: LibraryItem): void {
	const recipe = imagine.restore(raw);
	library.select(undefined);
	note([`Sentence, seed and settings restored from ${quoted(name)}.`, ...recipe.notes].join(' '), {
		label: 'Undo',
		run: recipe.undo,
	});
	attempt(async () => {
		for (const sentence of (await imagine.drawAgain(recipe)) ?? []) note(sentence);
	});
}

/** Opens the last bird that arrives; the others only go to the library. */
export async function take({ item, last }: Arrival): Promise<void> {
	if (last) openBird(item);
}
