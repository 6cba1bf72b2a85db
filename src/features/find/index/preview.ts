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
	/** SHA-256 of a file, in hex. @throws AbortError */
	hash(file: Blob, signal?: AbortSignal): Promise<string>;
	/** @throws AtelierError picture-* with a sentence that names the file and says what to do; AbortError */
	preview(file: Blob, name: string, signal?: AbortSignal): Promise<Preview>;
}

/** Longer side of a thumbnail in pixels: ample for the networks, which see 192 pixels, and for a cell of the grid. */
export const thumbnailSide = 512;

/** Scales a size down so that its longer side is at most `side`; smaller sizes stay as they are. */
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
 * Checks a picture as the studio checks every picture that comes in, but decodes it only once: the thumbnail is drawn
 * while the picture is measured, and nothing larger is made.
 */
async function preview(file: Blob, name: string, signal?: AbortSignal): Promise<Preview> {
	let drafted: Promise<Preview> | undefined;
	const draftOnce = (picture: Blob): Promise<Preview> => {
		drafted ??= draft(picture);
		return drafted;
	};
	const tools = {
		measure: draftOnce,
		redraw: async (picture: Blob) => ({ picture, ...(await draftOnce(picture)) }),
	};
	await takePicture(file, name, tools, signal);
	return draftOnce(file);
}

export const indexTools: IndexTools = { hash: hashOf, preview };
