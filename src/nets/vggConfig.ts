/** What a VGG-shaped network is: blocks of 3x3 convolutions with ReLU, a 2x2 pooling between two blocks. */

export type Pooling = 'average' | 'max';

export interface VggConfig {
	readonly blocks: readonly { readonly channels: number; readonly convolutions: number }[];
	/** Preprocessing of RGB in 0..1: (rgb * scale - mean) / std, channels in `channelOrder`. */
	readonly scale: number;
	readonly mean: readonly number[];
	readonly std: readonly number[];
	readonly channelOrder: 'rgb' | 'bgr';
	readonly pooling: Pooling;
}

/** One stage of the network, in the order of computation. */
export type Stage =
	| {
			readonly kind: 'convolution';
			readonly name: string;
			readonly layer: string;
			readonly inputs: number;
			readonly outputs: number;
	  }
	| { readonly kind: 'pooling'; readonly channels: number };

/**
 * Reads a model's config.json.
 *
 * @throws RangeError when it is not the configuration of a VGG-shaped network
 */
export function parseVggConfig(config: unknown): VggConfig {
	if (typeof config !== 'object' || config === null) throw new RangeError('A network configuration must be an object.');
	const {
		blocks,
		scale = 1,
		mean = [0, 0, 0],
		std = [1, 1, 1],
		channelOrder = 'rgb',
		pooling = 'average',
		padding = 'zero',
	} = config as Record<string, unknown>;
	if (!Array.isArray(blocks) || blocks.length === 0) throw new RangeError('A network needs at least one block.');
	for (const block of blocks) {
		if (!isCount(block?.channels) || !isCount(block?.convolutions)) {
			throw new RangeError('Each block needs its numbers of channels and convolutions.');
		}
	}
	if (typeof scale !== 'number' || !(scale > 0))
		throw new RangeError('The scale of the input must be a positive number.');
	if (!isColour(mean) || !isColour(std) || std.some((s) => s <= 0)) {
		throw new RangeError('Mean and standard deviation of the input must be three numbers each.');
	}
	if (channelOrder !== 'rgb' && channelOrder !== 'bgr')
		throw new RangeError(`Unknown channel order ${String(channelOrder)}.`);
	if (pooling !== 'average' && pooling !== 'max') throw new RangeError(`Unknown pooling ${String(pooling)}.`);
	if (padding !== 'zero') throw new RangeError(`Unknown padding ${String(padding)}.`);
	return { blocks, scale, mean, std, channelOrder, pooling };
}

/** Every stage up to and including `deepest` (a layer name such as relu4_1); the whole network without it. */
export function stagesOf(config: Pick<VggConfig, 'blocks'>, deepest?: string): Stage[] {
	const stages: Stage[] = [];
	let inputs = 3;
	for (const [b, block] of config.blocks.entries()) {
		if (b > 0) stages.push({ kind: 'pooling', channels: inputs });
		for (let i = 1; i <= block.convolutions; i++) {
			const place = `${b + 1}_${i}`;
			stages.push({
				kind: 'convolution',
				name: `conv${place}`,
				layer: `relu${place}`,
				inputs,
				outputs: block.channels,
			});
			inputs = block.channels;
			if (deepest === `relu${place}`) return stages;
		}
	}
	if (deepest !== undefined) throw new RangeError(`The network has no layer ${deepest}.`);
	return stages;
}

/** Names of all layers that can be looked at, from shallow to deep: relu1_1, relu1_2, ... */
export function layersOf(config: Pick<VggConfig, 'blocks'>): string[] {
	return stagesOf(config).flatMap((stage) => (stage.kind === 'convolution' ? [stage.layer] : []));
}

function isCount(value: unknown): value is number {
	return Number.isInteger(value) && (value as number) > 0;
}

function isColour(value: unknown): value is number[] {
	return Array.isArray(value) && value.length === 3 && value.every((v) => Number.isFinite(v));
}
