import { takePicture } from '../../../library/intake/intake';
import { draw, hashOf } from '../../../library/intake/tools';

export interface Preview {
	/** Of the original, upright, in pixels. */
	readonly width: number;
	readonly height: number;
	readonly thumbnail: Blob;
}

/** The browser's picture functions, so that the index can be tested without a browser. */
export interface IndexTools {
	/** SHA-256 of a file, hex. */
	hash(file: Blob): Promise<string>;
	/** @throws AtelierError picture-* with a sentence that names the file and says what to do */
	preview(file: Blob, name: string): Promise<Preview>;
}

/** Ample for the networks, which look at 192 to 224 pixels, and for a card in the grid. */
export const thumbnailSide = 512;

/** Width and height that keep the shape, the longer side `side` at most; never larger than they were. */
export function fitSide(width: number, height: number, side: number): { width: number; height: number } {
	const scale = Math.min(1, side / Math.max(width, height));
	return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

async function encode(canvas: OffscreenCanvas): Promise<Blob> {
	const webp = await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 });
	// Browsers that write no WebP give PNG, ten times as large.
	return webp.type === 'image/webp' ? webp : canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
}

async function draft(picture: Blob): Promise<Preview> {
	let size = { width: 0, height: 0 };
	const canvas = await draw(picture, (bitmap) => {
		size = { width: bitmap.width, height: bitmap.height };
		return fitSide(size.width, size.height, thumbnailSide);
	});
	return { ...size, thumbnail: await encode(canvas) };
}

/**
 * Judged as every picture that comes in, but decoded only once: the thumbnail is drawn while it is measured,
 * and nothing larger is made.
 */
async function preview(file: Blob, name: string): Promise<Preview> {
	let drafted: Promise<Preview> | undefined;
	const draftOnce = (picture: Blob): Promise<Preview> => {
		drafted ??= draft(picture);
		return drafted;
	};
	await takePicture(file, name, {
		measure: draftOnce,
		redraw: async (picture) => ({ picture, ...(await draftOnce(picture)) }),
	});
	return draftOnce(file);
}

export const indexTools: IndexTools = { hash: hashOf, preview };
