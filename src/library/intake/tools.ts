/** The browser's decoders and canvases. */
import { AtelierError, throwIfAborted } from '../../models/errors';
import { sha256 } from '../../models/hash';
import { isSideways } from './exif';
import type { Extent, PictureTools } from './intake';

/** The size that keeps the aspect ratio and has at most `pixels`, and `side` on its longer side. Never larger than given. */
function fitInto({ width, height }: Extent, pixels: number, side: number): Extent {
	const scale = Math.min(1, Math.sqrt(pixels / (width * height)), side / Math.max(width, height));
	return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
}

const scaled = ({ width, height }: Extent, scale: number): Extent => ({
	width: Math.max(1, Math.round(width * scale)),
	height: Math.max(1, Math.round(height * scale)),
});

/** Turns what is drawn on a canvas upright, from EXIF orientations 2 to 8. @param width @param height of the canvas */
function turn(context: OffscreenCanvasRenderingContext2D, orientation: number, { width, height }: Extent): void {
	if (isSideways(orientation)) {
		const down = orientation === 5 || orientation === 6;
		const left = orientation === 6 || orientation === 7;
		context.setTransform(0, down ? 1 : -1, left ? -1 : 1, 0, left ? width : 0, down ? 0 : height);
	} else {
		const mirrored = orientation === 2 || orientation === 3;
		const flipped = orientation === 3 || orientation === 4;
		context.setTransform(mirrored ? -1 : 1, 0, 0, flipped ? -1 : 1, mirrored ? width : 0, flipped ? height : 0);
	}
}

/**
 * Draws a picture upright. The browser applies EXIF orientation by itself, except for `orientation`.
 * @param size gives the size to draw at from the picture's own, upright
 */
export async function draw(
	picture: Blob,
	size: (upright: Extent) => Extent,
	orientation = 1,
): Promise<OffscreenCanvas> {
	const bitmap = await createImageBitmap(picture);
	try {
		const sideways = isSideways(orientation);
		const upright = sideways ? { width: bitmap.height, height: bitmap.width } : bitmap;
		const { width, height } = size(upright);
		const canvas = new OffscreenCanvas(width, height);
		const context = canvas.getContext('2d');
		if (context === null) {
			throw new AtelierError('out-of-memory', 'There is not enough memory to draw a picture. Close other tabs.');
		}
		context.imageSmoothingQuality = 'high';
		turn(context, orientation, canvas);
		const [across, down] = sideways ? [height, width] : [width, height];
		context.drawImage(bitmap, 0, 0, across, down);
		return canvas;
	} finally {
		bitmap.close();
	}
}

/** A WebP of 2 x 1 pixels whose EXIF orientation, 6, turns it upright. */
const sidewaysWebp =
	'UklGRk4AAABXRUJQVlA4WAoAAAAIAAAAAQAAAAAAVlA4TA4AAAAvAQAAAAcQEf0PRET/A0VYSUYaAAAASUkqAAgAAAABABIBAwABAAAABgAAAAAAAAA=';

let turned: Promise<boolean> | undefined;

async function seesTurned(): Promise<boolean> {
	const bytes = Uint8Array.from(atob(sidewaysWebp), (letter) => letter.charCodeAt(0));
	const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/webp' }));
	const { width } = bitmap;
	bitmap.close();
	return width === 1;
}

export const browserTools: PictureTools = {
	async extent(picture) {
		const image = new Image();
		const url = URL.createObjectURL(picture);
		try {
			// Browsers decode an image when it is drawn; until then they have only read its header.
			await new Promise<unknown>((resolve, reject) => {
				image.onload = resolve;
				image.onerror = reject;
				image.src = url;
			});
			return { width: image.naturalWidth, height: image.naturalHeight };
		} finally {
			image.removeAttribute('src');
			URL.revokeObjectURL(url);
		}
	},
	async measure(picture) {
		const bitmap = await createImageBitmap(picture);
		const { width, height } = bitmap;
		bitmap.close();
		return { width, height };
	},
	async redraw(picture, { pixels, side, orientation }) {
		const canvas = await draw(picture, (upright) => fitInto(upright, pixels, side), orientation);
		// WebP keeps transparency and is a tenth of a PNG; browsers that cannot write it give a PNG.
		const drawn = await canvas.convertToBlob({ type: 'image/webp', quality: 0.95 });
		return { picture: drawn, width: canvas.width, height: canvas.height };
	},
	turnsWebp() {
		turned ??= seesTurned();
		return turned;
	},
};

/** Greatest height and width of a thumbnail in the filmstrip, in pixels. */
const thumbnailHeight = 160;
const thumbnailWidth = 1600;

/**
 * Draws a small WebP for the filmstrip.
 * @throws AbortError when `signal` stops it: before the picture is decoded, or after it is drawn or encoded
 */
export async function thumbnailOf(picture: Blob, signal?: AbortSignal): Promise<Blob> {
	throwIfAborted(signal);
	const canvas = await draw(picture, (size) =>
		scaled(size, Math.min(1, thumbnailHeight / size.height, thumbnailWidth / size.width)),
	);
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

async function previewOf(picture: Blob, side: number, orientation?: number): Promise<Preview> {
	let size = { width: 0, height: 0 };
	const draws = ({ width, height }: Extent): Extent => {
		size = { width, height };
		return scaled(size, Math.min(1, side / Math.max(width, height)));
	};
	const canvas = await draw(picture, draws, orientation);
	const webp = await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 });
	// Browsers that cannot write WebP give a PNG, which is ten times as large.
	const isWebp = webp.type === 'image/webp';
	return { ...size, thumbnail: isWebp ? webp : await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 }) };
}

/**
 * Tools for one picture of which only a preview is wanted: it is decoded once, the preview is drawn while it is
 * measured, and nothing larger is made.
 * @param side longer side of the preview at most, in pixels
 */
export function previewTools(side: number): PictureTools & { preview(picture: Blob): Promise<Preview> } {
	let drawn: Promise<Preview> | undefined;
	const preview = (picture: Blob): Promise<Preview> => {
		drawn ??= previewOf(picture, side);
		return drawn;
	};
	return {
		...browserTools,
		preview,
		measure: preview,
		async redraw(picture, { orientation }) {
			if (orientation > 1) drawn = previewOf(picture, side, orientation);
			return { picture, ...(await preview(picture)) };
		},
	};
}

/**
 * Computes the SHA-256 of a file in hex, which identifies pictures in recipes and in the index.
 * @throws AbortError when `signal` stops it: before the file is hashed, or before the result is returned
 */
export async function hashOf(file: Blob, signal?: AbortSignal): Promise<string> {
	const bytes = new Uint8Array(await file.arrayBuffer());
	throwIfAborted(signal);
	const hash = await sha256(bytes);
	throwIfAborted(signal);
	return hash;
}

const sampleBytes = 16_384;

/** Computes a hash of a file's beginning, middle and end: enough to tell apart files of one name, size and date. */
export async function sampleOf(file: Blob): Promise<string> {
	const middle = Math.max(0, (file.size - sampleBytes) >> 1);
	const parts = [0, middle, Math.max(0, file.size - sampleBytes)].map((at) => file.slice(at, at + sampleBytes));
	return hashOf(new Blob(parts));
}
