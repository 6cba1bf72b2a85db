import { throwIfAborted } from '../../models/errors';
import type { PictureTools } from './intake';

/** Width and height that keep the shape and fit into `pixels`; never larger than they were. */
export function fitInto(width: number, height: number, pixels: number): { width: number; height: number } {
	const scale = Math.min(1, Math.sqrt(pixels / (width * height)));
	return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
}

interface Extent {
	readonly width: number;
	readonly height: number;
}

const scaled = ({ width, height }: Extent, scale: number): Extent => ({
	width: Math.max(1, Math.round(width * scale)),
	height: Math.max(1, Math.round(height * scale)),
});

/** Draws a picture upright at the given size. createImageBitmap applies EXIF orientation by itself. */
export async function draw(picture: Blob, size: (bitmap: ImageBitmap) => Extent): Promise<OffscreenCanvas> {
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

/** Greatest height of a thumbnail in the filmstrip, in pixels. */
const thumbnailHeight = 160;

/**
 * Draws a small WebP for the filmstrip.
 * @throws AbortError when `signal` stops it: before the picture is decoded, or after it is drawn or encoded
 */
export async function thumbnailOf(picture: Blob, signal?: AbortSignal): Promise<Blob> {
	throwIfAborted(signal);
	const canvas = await draw(picture, (bitmap) => scaled(bitmap, Math.min(1, thumbnailHeight / bitmap.height)));
	throwIfAborted(signal);
	const thumbnail = await canvas.convertToBlob({ type: 'image/webp', quality: 0.85 });
	throwIfAborted(signal);
	return thumbnail;
}

/** A small copy of a picture, and the size of the original. */
export interface Preview {
	/** Of the original, upright, in pixels. */
	readonly width: number;
	readonly height: number;
	readonly thumbnail: Blob;
}

async function previewOf(picture: Blob, side: number): Promise<Preview> {
	let size = { width: 0, height: 0 };
	const canvas = await draw(picture, ({ width, height }) => {
		size = { width, height };
		return scaled(size, Math.min(1, side / Math.max(width, height)));
	});
	const webp = await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 });
	// Browsers that write no WebP give PNG, ten times as large.
	const isWebp = webp.type === 'image/webp';
	return { ...size, thumbnail: isWebp ? webp : await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 }) };
}

/**
 * Decodes a picture only once: a preview is drawn while the picture is measured, and nothing larger is made.
 * @param side longer side of the preview at most, in pixels
 */
export function previewTools(side: number): PictureTools & { preview(picture: Blob): Promise<Preview> } {
	let drawn: Promise<Preview> | undefined;
	const preview = (picture: Blob): Promise<Preview> => {
		drawn ??= previewOf(picture, side);
		return drawn;
	};
	return { preview, measure: preview, redraw: async (picture) => ({ picture, ...(await preview(picture)) }) };
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
