/** The built-in styles: Gram matrices of paintings at a few sizes, computed by training/styles. */
import { z } from 'zod';
import type { JobContext } from '../../engine/protocol';
import { AtelierError } from '../../models/errors';
import { check, count, path, sha256 } from '../../models/schemas';
import type { LoadedModel } from '../../models/types';
import { checkPartner, type OnLoad, opener } from './opening';
import type { VggFiles } from './vgg';

const triple = z.tuple([z.number(), z.number(), z.number()]);
const colour = z.string().regex(/^#[0-9a-f]{6}$/i);
const stylesConfig = z.object({
	architecture: z.literal('styles'),
	/** SHA-256 of the perception weights that the Gram matrices were computed with. */
	network: sha256,
	layers: z.array(z.string()).min(1),
	scales: z.array(count).min(1),
	styles: z.array(
		z.object({
			id: z.string().regex(/^[a-z0-9-]+$/),
			title: z.string().min(1),
			painter: z.string(),
			year: z.string(),
			place: z.string(),
			source: z.string(),
			thumbnail: path,
			file: path,
			colourMean: triple,
			colourCovariance: z.array(z.number()).length(9),
			swatches: z.array(colour),
		}),
	),
});

export type StylesConfig = z.infer<typeof stylesConfig>;

const openConfig = opener('styles', ({ config }) => check(stylesConfig, config, "The styles' config.json"));

/** A built-in style with its index. */
export interface StylePack {
	readonly index: StylesConfig;
	readonly entry: StylesConfig['styles'][number];
	readonly pack: LoadedModel;
}

/**
 * Opens a built-in style.
 *
 * @throws AtelierError model-invalid, option-invalid for a style that does not exist, model-incompatible when
 *   perception is of another version, network-unsupported for any network but perception
 */
export async function openStylePack<P>(
	ctx: JobContext<P>,
	id: string,
	network: VggFiles,
	onProgress?: OnLoad,
): Promise<StylePack> {
	const index = await openConfig(ctx, onProgress);
	checkMeasuredWith(index, network);
	const pack = await ctx.model(`styles/${id}`, onProgress);
	const entry = index.styles.find((style) => style.id === id);
	if (!entry) throw new AtelierError('option-invalid', 'This style is not among the built-in ones. Choose another.');
	return { index, entry, pack };
}

function checkMeasuredWith(index: StylesConfig, { name, hash }: VggFiles): void {
	if (name === 'perception') checkPartner('set of built-in styles', 'perception network', index.network === hash);
	else if (index.network !== hash) {
		throw new AtelierError(
			'network-unsupported',
			'The built-in styles only work with Atelier’s own network. With yours, use a picture as the style.',
		);
	}
}

/** A Gram matrix on the CPU, [channels, channels], row by row. */
export interface Gram {
	readonly channels: number;
	readonly values: Float32Array;
}

/**
 * Returns a layer's Gram matrix for a style whose longer side is `size` px. Between the pack's scales it interpolates
 * linearly in the logarithm of the size; outside them it takes the nearest.
 *
 * @throws AtelierError model-damaged when the pack lacks it
 */
export function packGram(
	pack: LoadedModel,
	{ scales }: Pick<StylesConfig, 'scales'>,
	layer: string,
	size: number,
): Gram {
	const sorted = [...scales].sort((a, b) => a - b);
	const above = sorted.find((scale) => scale >= size);
	const below = sorted.findLast((scale) => scale <= size);
	const upper = readGram(pack, layer, (above ?? below) as number);
	if (above === undefined || below === undefined || above === below) return upper;
	const lower = readGram(pack, layer, below);
	const part = Math.log(size / below) / Math.log(above / below);
	return blendGrams([
		{ gram: lower, weight: 1 - part },
		{ gram: upper, weight: part },
	]);
}

/** Computes the weighted mean of Gram matrices of one size, so that several styles cost no more than one. */
export function blendGrams(parts: readonly { readonly gram: Gram; readonly weight: number }[]): Gram {
	const first = (parts[0] as { gram: Gram }).gram;
	const whole = parts.reduce((sum, { weight }) => sum + weight, 0);
	const values = new Float32Array(first.values.length);
	for (const { gram, weight } of parts) {
		for (const [at, value] of gram.values.entries()) values[at] = (values[at] as number) + (value * weight) / whole;
	}
	return { channels: first.channels, values };
}

/**
 * Reads a Gram matrix. It is stored as its diagonal and the correlations r_ij = G_ij / sqrt(G_ii G_jj) above it in 255
 * steps; correlations are never negative, because features after ReLU are not.
 */
function readGram(pack: LoadedModel, layer: string, scale: number): Gram {
	const name = `gram.${scale}.${layer}`;
	const diagonal = pack.tensors.get(`${name}.diagonal`)?.data;
	const correlation = pack.tensors.get(`${name}.correlation`)?.data;
	const channels = diagonal?.length ?? 0;
	if (!diagonal || correlation?.length !== (channels * (channels - 1)) / 2) {
		throw new AtelierError(
			'model-damaged',
			`The style's file lacks the layer ${layer}. Reload the page to download it again.`,
		);
	}
	const values = new Float32Array(channels * channels);
	const deviations = diagonal.map(Math.sqrt);
	let at = 0;
	for (let i = 0; i < channels; i++) {
		values[i * channels + i] = diagonal[i] as number;
		for (let j = i + 1; j < channels; j++) {
			const value = ((correlation[at++] as number) / 255) * (deviations[i] as number) * (deviations[j] as number);
			values[i * channels + j] = value;
			values[j * channels + i] = value;
		}
	}
	return { channels, values };
}
