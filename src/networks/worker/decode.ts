/** Decodes pictures to the square of RGB that the network takes. */
import { AtelierError } from '../../models/errors';

/** Decodes a picture to `size` x `size` pixels of interleaved RGB in 0..1; undefined if it is not a picture. */
export type Decode = (picture: Blob) => Promise<Float32Array | undefined>;

/**
 * Makes a decoder from the browser's own: EXIF orientation is applied, transparency becomes white, and the picture is
 * stretched to the square with smoothing (mipmaps, within 1% of the resampling that the network was trained with).
 *
 * @throws AtelierError out-of-memory when there is no room for a canvas
 */
export function createDecoder(size: number): Decode {
	const context = new OffscreenCanvas(size, size).getContext('2d', { willReadFrequently: true, alpha: false });
	if (!context) {
		throw new AtelierError(
			'out-of-memory',
			'There is not enough memory to read pictures. Close other tabs and try again.',
		);
	}
	context.imageSmoothingQuality = 'high';
	context.fillStyle = 'white';
	return async (picture) => {
		const bitmap = await createImageBitmap(picture, { imageOrientation: 'from-image' }).catch(() => undefined);
		if (!bitmap) return undefined;
		context.fillRect(0, 0, size, size);
		context.drawImage(bitmap, 0, 0, size, size);
		bitmap.close();
		return toRgb(context.getImageData(0, 0, size, size).data);
	};
}

function toRgb(rgba: Uint8ClampedArray): Float32Array {
	const rgb = new Float32Array((rgba.length / 4) * 3);
	for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
		rgb[to] = (rgba[from] as number) / 255;
		rgb[to + 1] = (rgba[from + 1] as number) / 255;
		rgb[to + 2] = (rgba[from + 2] as number) / 255;
	}
	return rgb;
}
