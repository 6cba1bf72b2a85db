/** Pictures on their way to the captioner's decoder: features, grids, and the decoder that attends to them. */
import { concat, type Tensor4D, tensor3d, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { AtelierError } from '../../models/errors';
import type { AttendingDecoder, CaptionDecoder } from '../../nets/captionDecoder';
import type { Captioner } from '../../nets/captioner';
import type { ImageFeatures, Recognition } from '../../nets/recognition';
import { dequantise, type PictureGrid, quantise } from '../shared/pictureGrid';
import type { CaptionerFiles } from './captioner';

/** Extracts a picture's features. @param rgb `size` x `size` pixels, interleaved, 0..1 */
export function seePicture(encoder: Recognition, rgb: Float32Array, size: number): ImageFeatures {
	const picture = tensor4d(rgb, [1, size, size, 3]);
	const features = encoder.extractFeatures(picture);
	picture.dispose();
	return features;
}

/**
 * Encodes the last maps of pictures as the grids that the decoder attends to. Disposes of the maps.
 *
 * @param maps one per picture, [1, side, side, features]; at least one
 */
export async function readGrids(captioner: Captioner, maps: readonly Tensor4D[]): Promise<PictureGrid[]> {
	const [first] = maps as [Tensor4D];
	const grids = tidy(() => captioner.encodeGrids(concat([...maps], 0)));
	for (const map of maps) map.dispose();
	const values = (await grids.data()) as Float32Array;
	grids.dispose();
	const size = values.length / maps.length;
	return maps.map((_, at) => quantise(values.subarray(at * size, (at + 1) * size), first.shape[1]));
}

/** A decoder for a batch of pictures. */
export type PictureDecoder = CaptionDecoder | AttendingDecoder;

/**
 * Calls a function with the decoder that attends to the grids of a batch of pictures, or, without grids, with the one
 * that decodes from their joint vectors alone.
 *
 * @throws AtelierError option-invalid when a grid has another shape, so that other networks made it
 */
export async function withDecoder<T>(
	{ config }: Pick<CaptionerFiles, 'config'>,
	{ decoder }: Captioner,
	grids: readonly PictureGrid[] | undefined,
	use: (decoder: PictureDecoder) => Promise<T>,
): Promise<T> {
	const [first] = grids ?? [];
	if (grids === undefined || first === undefined) return use(decoder);
	const channels = config.attention.grid;
	const size = first.side ** 2 * channels;
	if (!grids.every(({ codes, scale }) => codes.length === size && Number.isFinite(scale))) {
		throw new AtelierError(
			'option-invalid',
			'A picture’s grid does not fit this captioner. Index the pictures again with the current networks.',
		);
	}
	const values = new Float32Array(grids.length * size);
	for (const [at, grid] of grids.entries()) values.set(dequantise(grid), at * size);
	const cells = tensor3d(values, [grids.length, first.side ** 2, channels]);
	const attending = decoder.attendingTo(cells);
	cells.dispose();
	try {
		return await use(attending);
	} finally {
		attending.dispose();
	}
}
