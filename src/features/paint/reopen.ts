/** Shows a painting again that comes from a file or the library. */
import { draw } from '../../library/intake/tools';
import type { PaintRecipe } from './recipe';
import type { Choices, Painting, Photo } from './state';

/** A painting in the library. */
export interface PaintingFile extends Photo {
	readonly recipe?: unknown;
}

const unknownLosses = { total: Number.NaN, style: Number.NaN, content: Number.NaN, totalVariation: Number.NaN };

/**
 * Makes a painting of its file, as far as the file holds it: its course, for curves and timelapse, it does not.
 * @param photo what it was painted from, or the painting itself where that is not known
 * @param choices what its recipe says, as far as it can be restored
 */
export async function paintingOf(file: PaintingFile, photo: Photo, choices: Omit<Choices, 'photo'>): Promise<Painting> {
	const { name, picture, film } = file;
	const canvas = await draw(picture, (size) => size);
	const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height);
	if (pixels === undefined) throw new Error('This browser gives no canvas.');
	const recipe = file.recipe as PaintRecipe;
	return {
		title: name,
		photo,
		choices: { ...choices, photo },
		// What is shown later is only read from it with care, as from any file.
		recipe,
		png: picture,
		frames: [],
		...(film && { film }),
		result: {
			picture: pixels,
			losses: unknownLosses,
			styleLayerLosses: {},
			trace: [],
			evaluations: choices.options.evaluations,
			seconds: 0,
			backend: '',
			modelHash: '',
		},
	};
}
