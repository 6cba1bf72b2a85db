/** How pictures come in and where they go: files, samples, camera and clipboard, to a photo, a style, a mask, a story, a bird. */
import { looksLikeNetwork } from '../features/paint/ownNetwork/shared/types';
import { adoptOwnNetwork } from '../features/paint/ownNetworks';
import type { StylePick } from '../features/paint/state';
import { readClipboard } from '../library/intake/clipboard';
import { receive } from '../library/receive';
import { tabOf } from '../library/recipe';
import { fetchSample, type Sample } from '../library/samples';
import type { LibraryItem } from '../library/types';
import { attempt, note, report } from '../ui/feedback/toasts';
import { engine } from './engine';
import { library, paint } from './studio';

/** What a picture can become in Paint. */
export type PaintPurpose = 'photo' | 'style' | 'mask';
/**
 * `story`: one is written about it at once. `bird`: it is drawn again, if it was drawn here. `library`: it is kept, and
 * nothing else happens.
 */
export type Purpose = PaintPurpose | 'story' | 'bird' | 'library';

/** What a tab can ask of the shell. What comes in by camera, clipboard or sample has the tab's own purpose. */
export interface Pictures {
	choose(purpose: Purpose): void;
	openCamera(): void;
	paste(): void;
	takeSample(sample: Sample): void;
}

const purposes: Readonly<Record<string, PaintPurpose>> = { style: 'style', mask: 'mask' };

/** What was dropped on: a zone of the page, or the page itself. */
export const purposeOf = (zone: string): PaintPurpose => purposes[zone] ?? 'photo';

export const styleOf = (item: LibraryItem): StylePick => ({
	kind: 'picture',
	key: item.hash,
	title: item.name,
	photo: item,
	weight: 1,
});

export function setPhotoTo(item: LibraryItem): void {
	if (paint.getState().run !== undefined) {
		note(`“${item.name}” is in the library. It can be used once the painting is done.`);
		return;
	}
	paint.setPhoto(item);
	library.select(undefined);
	// The worker and its backend come up while the visitor chooses a style.
	engine.start().catch(report);
}

/** Every setting of the recipe, with a way back. */
export function restoreRecipe(recipe: unknown, name: string): void {
	const before = paint.getState();
	const { notes } = paint.restore(recipe, library.find);
	library.select(undefined);
	note(['Settings restored from “', name, '”. ', notes.join(' ')].join('').trim(), {
		label: 'Undo',
		run: () => paint.setState(before, true),
	});
}

async function takeFile(file: Blob, name: string, purpose: Purpose): Promise<void> {
	const { item, notes, recipe } = await receive(library, file, name);
	for (const sentence of notes) note(sentence);
	if (purpose === 'library') return;
	const isCard = tabOf(item.recipe) === 'story';
	const isBird = tabOf(item.recipe) === 'imagine';
	if (isCard || purpose === 'story') {
		const { openCard, writeAbout } = await import('./tabs/story/intake');
		if (isCard) openCard(item);
		else writeAbout(item);
	} else if (isBird && (purpose === 'bird' || purpose === 'photo')) {
		(await import('./tabs/imagine/intake')).openBird(item);
	} else if (purpose === 'bird') {
		note(`“${item.name}” is in the library. Birds are drawn from words alone.`);
	} else if (purpose === 'mask') paint.setMask({ picture: item.picture, source: 'file' });
	else if (purpose === 'style') paint.pickStyle(styleOf(item));
	else if (recipe !== undefined && item.recipe !== undefined) restoreRecipe(item.recipe, item.name);
	else setPhotoTo(item);
}

async function adopt(file: File): Promise<void> {
	note(`Reading “${file.name}”…`);
	const { network, kept } = await adoptOwnNetwork({ paint, engine }, file);
	note(`Paint uses ${network.title} now${kept ? '' : ', for this visit only: the browser refused to store it'}.`);
}

/** All files go into the library; the last one that is good takes the place it was dropped on. */
export function takeFiles(files: readonly File[], purpose: Purpose): void {
	attempt(async () => {
		for (const [at, file] of files.entries()) {
			// A story is about one picture: those before the last are only kept.
			const its = purpose === 'story' && at < files.length - 1 ? 'library' : purpose;
			const work = looksLikeNetwork(file.name) ? adopt(file) : takeFile(file, file.name || 'Pasted picture', its);
			// One bad file must not keep the others out.
			await work.catch(report);
		}
	});
}

export function takeShot(photo: Blob, purpose: Purpose): void {
	const time = new Date().toTimeString().slice(0, 8).replaceAll(':', '.');
	attempt(() => takeFile(photo, `Camera ${time}`, purpose));
}

export function takeSample(sample: Sample, purpose: Purpose): void {
	attempt(async () => takeFile(await fetchSample(sample), `${sample.title}.jpg`, purpose));
}

export function paste(purpose: Purpose): void {
	attempt(async () => takeFile(await readClipboard(), 'Pasted picture', purpose));
}
