/** Job 'generatorBlocks': the output of every block of both generators while one bird is drawn. */
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { openStackGan } from '../../../networks/worker/stackgan';
import type { Block, ImagineJobs, Stages } from '../types';
import { checkBird, checkTruncation } from './check';
import { latentsOf } from './latents';
import { detail, type OnBlock, sketch } from './passes';

/** Number of channels shown per block. */
const SHOWN = 8;

export const generatorBlocksJob: ImagineJobs['generatorBlocks'] = {
	priority: 'short',
	async run({ bird, truncation }, ctx) {
		checkBird(bird);
		checkTruncation(truncation);
		const files = await openStackGan(ctx, (event) => ctx.progress(event));
		const began = performance.now();
		const { latents } = await latentsOf(ctx, files, [bird], { truncation, stages: 2 });
		const blocks: Block[] = [];
		const keep =
			(stage: Stages): OnBlock =>
			async (block) => {
				blocks.push(await blockOf(block, stage));
				await ctx.yieldTurn();
				return false;
			};
		const sketches = (await sketch(ctx, files, latents, keep(1))) ?? [];
		await detail(ctx, files, latents, sketches, keep(2));
		return { blocks, seconds: (performance.now() - began) / 1000 };
	},
};

/** @param block [1, size, size, channels] */
async function blockOf(block: Tensor4D, stage: Stages): Promise<Block> {
	const [, size, , channels] = block.shape;
	const values = (await block.data()) as Float32Array;
	const all = Array.from({ length: channels }, (_, channel) =>
		Float32Array.from({ length: size * size }, (_, pixel) => values[pixel * channels + channel] as number),
	);
	const mostActive = all
		.map((map) => ({ map, variance: varianceOf(map) }))
		.sort((a, b) => b.variance - a.variance)
		.slice(0, SHOWN);
	const maps = mostActive.map(({ map }) => toBytes(map));
	return { stage, name: `${size} x ${size}, ${channels} channels`, size, channels, maps };
}

function varianceOf(values: Float32Array): number {
	const mean = values.reduce((a, b) => a + b, 0) / values.length;
	return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}

/** Scales a map linearly: its minimum becomes 0, its maximum 255. */
function toBytes(map: Float32Array): Uint8Array<ArrayBuffer> {
	let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
	for (const value of map) {
		least = Math.min(least, value);
		greatest = Math.max(greatest, value);
	}
	const range = greatest - least || 1;
	return Uint8Array.from(map, (value) => Math.round((255 * (value - least)) / range));
}
