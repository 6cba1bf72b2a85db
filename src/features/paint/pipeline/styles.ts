/** Opens the sources of a painting's style: built-in packs and the visitor's own pictures. */

import { type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { JobContext } from '../../../engine/protocol';
import { AtelierError } from '../../../models/errors';
import type { LoadProgress } from '../../../models/types';
import { gramMatrix } from '../../../nets/gram';
import type { Vgg } from '../../../nets/vgg';
import { blendGrams, type Gram, openStylePack, packGram, type StylePack } from '../../../networks/worker/styles';
import type { VggFiles } from '../../../networks/worker/vgg';
import type { StyleChoice } from '../types';
import type { Decode, Picture } from './decode';
import { fitted } from './pixels';
import { type ColourStatistics, measureColours } from './recolour';

/** Least shorter side of a style, px: below it, deep layers have a single position. */
const SMALLEST_STYLE = 32;
/** Longer side at which a visitor's style is analysed, px. More gains little and costs as much memory as a painting. */
const LARGEST_STYLE = 1024;

export interface StyleSource {
	readonly weight: number;
	readonly colours: ColourStatistics;
	/** Gram matrices of the layers, with the style's longer side at `size` px. */
	grams(network: Vgg, layers: readonly string[], size: number): Promise<Map<string, Gram>>;
	close(): void;
}

/**
 * Opens every style of a request.
 *
 * @throws AtelierError option-invalid, picture-too-small, network-unsupported, model-invalid,
 *   model-incompatible, or what decoding throws
 */
export async function openStyles<P>(
	choices: readonly StyleChoice[],
	network: VggFiles,
	ctx: JobContext<P>,
	decode: Decode,
	onProgress: (event: LoadProgress) => void,
): Promise<StyleSource[]> {
	const used = choices.filter((choice) => choice.weight > 0);
	if (used.length === 0) throw new AtelierError('option-invalid', 'Choose a style and give it some weight.');
	const sources: StyleSource[] = [];
	try {
		for (const { source, weight } of used) {
			if (source.kind === 'picture') sources.push(fromPicture(await decode(source.picture, 'style'), weight));
			else sources.push(fromPack(await openStylePack(ctx, source.id, network, onProgress), weight));
		}
		return sources;
	} catch (error) {
		for (const source of sources) source.close();
		throw error;
	}
}

/** Blends the sources' Gram matrices for one level. */
export async function blendedGrams(
	sources: readonly StyleSource[],
	network: Vgg,
	layers: readonly string[],
	size: number,
): Promise<Map<string, Gram>> {
	const parts: { grams: Map<string, Gram>; weight: number }[] = [];
	for (const source of sources) parts.push({ grams: await source.grams(network, layers, size), weight: source.weight });
	return new Map(
		layers.map((layer) => [
			layer,
			blendGrams(parts.map(({ grams, weight }) => ({ gram: grams.get(layer) as Gram, weight }))),
		]),
	);
}

function fromPack({ index, entry, pack }: StylePack, weight: number): StyleSource {
	return {
		weight,
		colours: { mean: entry.colourMean, covariance: entry.colourCovariance },
		grams: async (_, layers, size) => {
			const unknown = layers.find((layer) => !index.layers.includes(layer));
			if (unknown) {
				throw new AtelierError(
					'option-invalid',
					`Built-in styles know the style layers ${index.layers.join(', ')}, not ${unknown}. Set its weight to 0, or use a picture as the style.`,
				);
			}
			return new Map(layers.map((layer) => [layer, packGram(pack, index, layer, size)]));
		},
		close: () => {},
	};
}

function fromPicture(picture: Picture, weight: number): StyleSource {
	const { width, height } = picture;
	if (Math.min(width, height) < SMALLEST_STYLE) {
		picture.close();
		throw new AtelierError(
			'picture-too-small',
			`The style has ${width} x ${height} pixels. Choose one of at least ${SMALLEST_STYLE} on each side.`,
		);
	}
	// Enough for colour statistics, whatever the painting's size.
	const { rgb } = picture.draw({ longer: Math.min(256, Math.max(width, height)) });
	const least = (SMALLEST_STYLE * Math.max(width, height)) / Math.min(width, height);
	return {
		weight,
		colours: measureColours(rgb),
		grams: (network, layers, size) => {
			const wanted = fitted(width, height, Math.max(Math.min(size, LARGEST_STYLE), least));
			const drawn = picture.draw(wanted);
			return measureGrams(network, tensor4d(drawn.rgb, [1, drawn.height, drawn.width, 3]), layers);
		},
		close: () => picture.close(),
	};
}

/** Gram matrices of a picture, [1, height, width, 3], by layer. Disposes of the picture. */
export async function measureGrams(
	network: Vgg,
	picture: Tensor4D,
	layers: readonly string[],
): Promise<Map<string, Gram>> {
	const grams = tidy(() => {
		const activations = network.forward(picture);
		return layers.map((layer) => gramMatrix(activations.layer(layer)));
	});
	picture.dispose();
	const read = new Map<string, Gram>();
	for (const [at, gram] of grams.entries()) {
		read.set(layers[at] as string, { channels: gram.shape[0], values: (await gram.data()) as Float32Array });
		gram.dispose();
	}
	return read;
}
