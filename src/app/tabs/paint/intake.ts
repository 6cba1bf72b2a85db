/** What Paint does with pictures and files that come in: a photo, a style, a mask, settings, a network. */

import { isWhite, WHITE_MASK } from '../../../features/paint/maskSheet';
import { looksLikeNetwork } from '../../../features/paint/ownNetwork/shared/types';
import { adoptOwnNetwork } from '../../../features/paint/ownNetworks';
import { choicesOf } from '../../../features/paint/painting';
import { readPaintRecipe } from '../../../features/paint/recipe';
import { paintingOf } from '../../../features/paint/reopen';
import type { StylePick } from '../../../features/paint/state';
import { takeFilm } from '../../../library/film/takeFilm';
import { quoted } from '../../../library/names';
import { tabOf } from '../../../library/recipe';
import type { LibraryItem } from '../../../library/types';
import { note, report } from '../../../ui/feedback/toasts';
import { library } from '../../library';
import type { Arrival } from '../types';
import { engine } from './engine';
import { paint } from './studio';

const styleOf = (item: LibraryItem): StylePick => ({
	kind: 'picture',
	key: item.hash,
	title: item.name,
	photo: item,
	weight: 1,
});

export async function setPhotoTo(item: LibraryItem): Promise<void> {
	if (!(await paint.makeWay())) {
		note(`${quoted(item.name)} is in the library. It can be used once the painting is done.`);
		return;
	}
	paint.setPhoto(item);
	library.select(undefined);
	// The worker and its backend come up while the visitor chooses a style.
	engine.start().catch(report);
}

export function addStyle(item: LibraryItem): void {
	paint.pickStyle(styleOf(item));
	library.select(undefined);
}

/** Shows a painting beside its photo, restores every setting of its recipe, and offers to undo that. */
export async function openPainting(item: LibraryItem): Promise<void> {
	const before = paint.getState();
	const { notes, undo } = paint.restore(item.recipe, library.find);
	library.select(undefined);
	const { photo } = paint.getState();
	const isIts = photo !== undefined && photo.hash === readPaintRecipe(item.recipe).photo?.hash;
	const [shown, view] = isIts ? ([photo, 'compare'] as const) : ([item, 'painting'] as const);
	const painting = await paintingOf(item, shown, choicesOf(paint.getState()));
	paint.setState(({ paintings }) => ({ photo: photo ?? shown, paintings: [...paintings, painting], view }));
	note([`${quoted(item.name)} is shown with its settings.`, ...notes].join(' '), {
		label: 'Undo',
		run() {
			undo();
			paint.setState(({ paintings }) => ({
				paintings: paintings.filter((one) => one !== painting),
				view: paintings.at(-1) === painting ? before.view : paint.getState().view,
			}));
		},
	});
}

async function setMask({ picture }: LibraryItem): Promise<void> {
	if (await isWhite(picture)) note(WHITE_MASK);
	else paint.setMask({ picture, source: 'file' });
}

export async function take({ item, zone, last }: Arrival): Promise<void> {
	if (zone === 'style') paint.pickStyle(styleOf(item));
	else if (!last) return;
	else if (zone === 'mask') await setMask(item);
	else if (tabOf(item.recipe) === 'paint') await openPainting(item);
	else await setPhotoTo(item);
}

/** Adds a video to the library and makes it the photo. @throws AtelierError clip-* */
async function takeVideo(file: File): Promise<void> {
	await setPhotoTo(await library.add(await takeFilm(file, file.name)));
}

/** Reads a visitor's own network and switches Paint to it. */
async function adoptNetwork(file: File): Promise<void> {
	note(`Reading ${quoted(file.name)}…`);
	const { network, kept } = await adoptOwnNetwork({ paint, engine }, file);
	note(`Paint uses ${network.title} now${kept ? '' : ', for this visit only: the browser refused to store it'}.`);
}

/** Takes a file of a kind that files.ts accepts. */
export const takeFile = (file: File): Promise<void> =>
	looksLikeNetwork(file.name) ? adoptNetwork(file) : takeVideo(file);
