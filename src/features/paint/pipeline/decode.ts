/** Decodes and resizes pictures in the worker with the browser's decoders. */
import { AtelierError, isAbort } from '../../../models/errors';
import { fitted, fromRgba, type Pixels } from './pixels';

/** The size of a picture: given by its longer side, or an exact one to stretch to. */
export type Wanted = { readonly longer: number } | { readonly width: number; readonly height: number };

/** A picture that is decoded once and can be drawn at several sizes. */
export interface Picture {
	readonly width: number;
	readonly height: number;
	draw(wanted: Wanted): Pixels;
	close(): void;
}

export type Decode = (blob: Blob, what: string) => Promise<Picture>;

/**
 * Decodes any picture that the browser can read, applies its EXIF orientation, and puts transparency on white; a mask's
 * on black, as there is no style where nothing was painted.
 *
 * @param what what the picture is: 'photo', 'style', 'mask', also for the error
 * @throws AtelierError picture-empty or picture-unreadable
 */
export const decode: Decode = async (blob, what) => {
	if (blob.size === 0) throw new AtelierError('picture-empty', `The ${what} is an empty file. Choose another one.`);
	let bitmap: ImageBitmap;
	try {
		bitmap = await createImageBitmap(blob, { imageOrientation: 'from-image', premultiplyAlpha: 'none' });
	} catch (cause) {
		if (isAbort(cause)) throw cause;
		throw new AtelierError('picture-unreadable', `The ${what} cannot be read as a picture. Choose another file.`, {
			cause,
		});
	}
	return {
		width: bitmap.width,
		height: bitmap.height,
		draw: (wanted) => draw(bitmap, wanted, what),
		close: () => bitmap.close(),
	};
};

function draw(bitmap: ImageBitmap, wanted: Wanted, what: string): Pixels {
	const { width, height } = 'longer' in wanted ? fitted(bitmap.width, bitmap.height, wanted.longer) : wanted;
	const canvas = new OffscreenCanvas(width, height);
	const context = canvas.getContext('2d', { willReadFrequently: true });
	if (!context)
		throw new AtelierError(
			'out-of-memory',
			`There is no memory left to draw the ${what}. Choose a smaller size, or close other tabs.`,
		);
	context.imageSmoothingQuality = 'high';
	context.drawImage(bitmap, 0, 0, width, height);
	return fromRgba(width, height, context.getImageData(0, 0, width, height).data, what === 'mask' ? 0 : 1);
}
