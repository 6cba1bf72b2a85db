/** Configuration of a VGG-shaped network: blocks of 3x3 convolutions with ReLU, 2x2 pooling between blocks. */

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

/** One operation of the network. */
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
 * Parses the config.json of a VGG-shaped network.
 *
 * @throws RangeError when it is not one
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

/**
 * Lists the network's stages in order of computation, up to and including `deepest` (such as relu4_1) if given.
 *
 * @throws RangeError when there is no such layer
 */
export function stagesOf(config: Pick<VggConfig, 'blocks'>, deepest?: string): Stage[] {
	const stages: Stage[] = [];
	let inputs = 3;
	for (const [b, block] of config.blocks.entries()) {
		if (b > 0) stages.push({ kind: 'pooling', channels: inputs });
		for (let i = 1; i <= block.convolutions; i++) {
			const [name, layer] = [`conv${b + 1}_${i}`, `relu${b + 1}_${i}`];
			stages.push({ kind: 'convolution', name, layer, inputs, outputs: block.channels });
			inputs = block.channels;
			if (deepest === layer) return stages;
		}
	}
	if (deepest !== undefined) throw new RangeError(`The network has no layer ${deepest}.`);
	return stages;
}

/** Names of the network's layers, shallow to deep: relu1_1, relu1_2, ... */
export function layersOf(config: Pick<VggConfig, 'blocks'>): string[] {
	return stagesOf(config).flatMap((stage) => (stage.kind === 'convolution' ? [stage.layer] : []));
}

function isCount(value: unknown): value is number {
	return Number.isInteger(value) && (value as number) > 0;
}

function isColour(value: unknown): value is number[] {
	return Array.isArray(value) && value.length === 3 && value.every((v) => Number.isFinite(v));
}
