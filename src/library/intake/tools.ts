import { throwIfAborted } from '../../models/errors';
import type { PictureTools } from './intake';

/** Width and height that keep the shape and fit into `pixels`; never larger than they were. */
export function fitInto(width: number, height: number, pixels: number): { width: number; height: number } {
	const scale = Math.min(1, Math.sqrt(pixels / (width * height)));
	return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
}

/** Draws a picture upright at the given size. createImageBitmap applies EXIF orientation by itself. */
export async function draw(
	picture: Blob,
	size: (bitmap: ImageBitmap) => { width: number; height: number },
): Promise<OffscreenCanvas> {
	const bitmap = await createImageBitmap(picture);
	try {
		const { width, height } = size(bitmap);
		const canvas = new OffscreenCanvas(width, height);
		const context = canvas.getContext('2d');
		if (context === null) throw new Error('This browser gives no canvas.');
		context.imageSmoothingQuality = 'high';
		context.drawImage(bitmap, 0, 0, width, height);
		return canvas;
	} finally {
		bitmap.close();
	}
}

export const browserTools: PictureTools = {
	async measure(picture) {
		const bitmap = await createImageBitmap(picture);
		const { width, height } = bitmap;
		bitmap.close();
		return { width, height };
	},
	async redraw(picture, pixels) {
		const canvas = await draw(picture, ({ width, height }) => fitInto(width, height, pixels));
		// WebP keeps transparency and is a tenth of a PNG; where it cannot be written, PNG comes back.
		const drawn = await canvas.convertToBlob({ type: 'image/webp', quality: 0.95 });
		return { picture: drawn, width: canvas.width, height: canvas.height };
	},
};

/** A small WebP for the filmstrip, `height` pixels high at most. */
export async function thumbnailOf(picture: Blob, height = 160): Promise<Blob> {
	const canvas = await draw(picture, (bitmap) => {
		const scale = Math.min(1, height / bitmap.height);
		return {
			width: Math.max(1, Math.round(bitmap.width * scale)),
			height: Math.max(1, Math.round(bitmap.height * scale)),
		};
	});
	return canvas.convertToBlob({ type: 'image/webp', quality: 0.85 });
}

/**
 * SHA-256 of a file in hex, by which recipes and the index name pictures.
 * @throws AbortError when `signal` stops it: before the file is hashed, or before the result is returned
 */
export async function hashOf(file: Blob, signal?: AbortSignal): Promise<string> {
	const bytes = await file.arrayBuffer();
	throwIfAborted(signal);
	const digest = await crypto.subtle.digest('SHA-256', bytes);
	throwIfAborted(signal);
	return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
