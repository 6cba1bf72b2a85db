/**
 * Estimates the memory of a painting before it begins. Other neural-style programs do not,
 * and running out of memory is their most common complaint (jcjohnson/neural-style#122). Pure arithmetic.
 */
import { contentWeights, type PaintOptions } from './options';
import { canvasSize } from './shared/canvasSize';
import { historyFor, tileFor } from './shared/posters';
import { reachOf } from './shared/tiles';

export interface Block {
	readonly channels: number;
	readonly convolutions: number;
}

/** Blocks of the studio's own network, for an estimate before any model has been loaded. */
export const perceptionBlocks: readonly Block[] = [
	{ channels: 32, convolutions: 2 },
	{ channels: 64, convolutions: 2 },
	{ channels: 128, convolutions: 3 },
	{ channels: 256, convolutions: 3 },
	{ channels: 256, convolutions: 2 },
	{ channels: 384, convolutions: 2 },
];

export interface MemoryQuestion {
	readonly options: Pick<
		PaintOptions,
		'size' | 'optimiser' | 'history' | 'pooling' | 'contentLayers' | 'contentBlend' | 'styleLayers'
	>;
	/** Width / height of the photo. */
	readonly aspect: number;
	readonly blocks?: readonly Block[];
	readonly isMasked?: boolean;
	/** Longest side of the tiles, px. Default: as the canvas's size needs them. */
	readonly tile?: number;
	/** With WASM's kernels filters take four times the room. Default: the larger of both. */
	readonly backend?: 'wasm' | 'webgpu' | 'cpu';
}

const BYTES = 4;
/** Room that allocators lose between tensors. */
const SLACK = 1.1;

/** Largest number of bytes that a painting holds at once. */
export function estimateMemory(question: MemoryQuestion): number {
	const { options, aspect } = question;
	const { size } = options;
	const { width, height } =
		aspect >= 1
			? canvasSize(size, Math.max(1, Math.round(size / aspect)))
			: canvasSize(Math.max(1, Math.round(size * aspect)), size);
	return Math.round(SLACK * bytesOfCanvas(width, height, question));
}

/** The same for a canvas of exactly this size, and of tensors alone: what the bench measures. */
export function bytesOfCanvas(width: number, height: number, question: Omit<MemoryQuestion, 'aspect'>): number {
	const { backend } = question;
	if (backend !== undefined) return bytesOn(backend === 'wasm', width, height, question);
	return Math.max(bytesOn(true, width, height, question), bytesOn(false, width, height, question));
}

function bytesOn(hasKernels: boolean, width: number, height: number, question: Omit<MemoryQuestion, 'aspect'>): number {
	const { options, blocks = perceptionBlocks, isMasked = false } = question;
	const deepest = deepestLayer(options, blocks);
	const layers = layersUpTo(deepest, width, height, blocks);
	const pixels = width * height * 3;
	const tile = question.tile ?? tileFor(width, height);
	const seen = tile === undefined ? layers : layersUpTo(deepest, ...windowOf(width, height, tile, layers), blocks);

	let weights = 0;
	let inputs = 3;
	for (const { channels } of layers) {
		// Each filter lies there twice, for the way forward and, rotated, for the way back: 9 numbers
		// or, transformed for Winograd's kernel, 36 (src/kernels/wasm; large filters are left plain).
		const taps = hasKernels && inputs % 4 === 0 && inputs * channels <= 256 * 256 ? 36 : 9;
		weights += 2 * taps * inputs * channels + channels + inputs;
		inputs = channels;
	}
	const targets = layers.reduce(
		(sum, { name, size }) => sum + (weightOf(contentWeights(options), name) > 0 ? size : 0),
		0,
	);

	let kept = 0;
	let evaluation = 0;
	for (const { name, size, pooled } of seen) {
		// On the way back there are the layer's gradient and the one before it; where losses pull at the layer, the
		// backend's own kernels need a third, and tiles a cut core with its padding.
		// Max pooling's gradient asks for what was pooled; average pooling's does not.
		kept += size + (options.pooling === 'max' ? pooled : 0);
		const isTarget = weightOf(options.styleLayers, name) > 0 || weightOf(contentWeights(options), name) > 0;
		evaluation = Math.max(evaluation, kept + (isTarget ? (tile === undefined ? 3 : 4) : 2) * size);
	}

	const vectors = vectorsOf({ ...options, history: historyFor(options.history, width, height) }) + (isMasked ? 3 : 0);
	return BYTES * (weights + targets + evaluation + vectors * pixels);
}

/** The largest size, px, whose painting fits into so many bytes; undefined when not even the smallest does. */
export function largestSize(
	question: MemoryQuestion,
	bytes: number,
	sizes: { min: number; max: number; step: number },
): number | undefined {
	for (let size = sizes.max; size >= sizes.min; size -= sizes.step) {
		if (estimateMemory({ ...question, options: { ...question.options, size } }) <= bytes) return size;
	}
	return undefined;
}

/** Vectors of the canvas's size that the optimiser holds during an evaluation. */
function vectorsOf({ optimiser, history }: Pick<MemoryQuestion['options'], 'optimiser' | 'history'>): number {
	// Adam: variables, two moments, the best, the gradient of variation and its parts.
	if (optimiser === 'adam') return 12;
	// Variables here and at the best place, both gradients, the direction, the gradient of variation and its parts; and
	// the pairs, which are overwritten in place.
	return 2 * history + 8;
}

/** Size of the largest tile with its margin. */
function windowOf(
	width: number,
	height: number,
	tile: number,
	layers: readonly Layer[],
): [width: number, height: number] {
	const { margin } = reachOf(
		layers.flatMap(({ pooled }) => [
			{ kind: 'convolution' } as const,
			...(pooled > 0 ? [{ kind: 'pooling' } as const] : []),
		]),
	);
	const side = (length: number) => Math.min(length, tile + 2 * margin);
	return [side(width), side(height)];
}

interface Layer {
	readonly name: string;
	readonly channels: number;
	/** Elements of its activation, and of the pooling behind it if there is one. */
	readonly size: number;
	readonly pooled: number;
}

function layersUpTo(deepest: string, width: number, height: number, blocks: readonly Block[]): Layer[] {
	const layers: Layer[] = [];
	for (const [b, { channels, convolutions }] of blocks.entries()) {
		const [w, h] = [Math.floor(width / 2 ** b), Math.floor(height / 2 ** b)];
		for (let i = 1; i <= convolutions; i++) {
			const name = `relu${b + 1}_${i}`;
			const pooled = i === convolutions ? Math.floor(w / 2) * Math.floor(h / 2) * channels : 0;
			layers.push({ name, channels, size: w * h * channels, pooled: name === deepest ? 0 : pooled });
			if (name === deepest) return layers;
		}
	}
	return layers;
}

function deepestLayer(options: MemoryQuestion['options'], blocks: readonly Block[]): string {
	const [content, { styleLayers }] = [contentWeights(options), options];
	const names = blocks.flatMap(({ convolutions }, b) =>
		Array.from({ length: convolutions }, (_, i) => `relu${b + 1}_${i + 1}`),
	);
	const isUsed = (name: string) => weightOf(content, name) > 0 || weightOf(styleLayers, name) > 0;
	return names.findLast(isUsed) ?? '';
}

function weightOf(layers: Readonly<Record<string, number>>, name: string): number {
	return layers[name] ?? 0;
}
