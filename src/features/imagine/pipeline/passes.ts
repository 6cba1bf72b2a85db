/** Runs both generators, yielding after each block. */
import { type Tensor4D, tensor2d, tensor4d } from '@tensorflow/tfjs-core';
import type { JobContext } from '../../../engine/protocol';
import {
	detailGeneratorOnDevice,
	type StackGanFiles,
	sketchGeneratorOnDevice,
} from '../../../networks/worker/stackgan';
import type { Latent } from './latents';

/** Called with the output of each block, [pictures, side, side, channels]; returning true ends the pass. */
export type OnBlock = (block: Tensor4D) => Promise<boolean>;

/** Lets other jobs run between two blocks, and ends the pass when the job is to finish early. */
export function yieldAfterBlock<P>(ctx: JobContext<P>): OnBlock {
	return async () => {
		await ctx.yieldTurn();
		return ctx.finishing;
	};
}

/**
 * Draws the sketches of some birds as one batch.
 *
 * @returns size * size * 3 numbers in -1..1 for each; undefined when `onBlock` ended it
 */
export async function sketch<P>(
	ctx: JobContext<P>,
	files: StackGanFiles,
	latents: readonly Latent[],
	onBlock = yieldAfterBlock(ctx),
): Promise<Float32Array[] | undefined> {
	const condition = stacked(latents.map(({ conditions }) => conditions[0] as Float32Array));
	const noise = stacked(latents.map((latent) => latent.noise));
	try {
		return await run(sketchGeneratorOnDevice(ctx, files).draw(condition, noise), onBlock);
	} finally {
		condition.dispose();
		noise.dispose();
	}
}

/**
 * Draws the details of some birds from their sketches as one batch.
 *
 * @returns as {@link sketch}, but values may slightly exceed -1..1
 */
export async function detail<P>(
	ctx: JobContext<P>,
	files: StackGanFiles,
	latents: readonly Latent[],
	sketches: readonly Float32Array[],
	onBlock = yieldAfterBlock(ctx),
): Promise<Float32Array[] | undefined> {
	const { size } = files.config.sketch;
	const condition = stacked(latents.map(({ conditions }) => conditions[1] as Float32Array));
	const small = tensor4d(flattened(sketches), [sketches.length, size, size, 3]);
	try {
		return await run(detailGeneratorOnDevice(ctx, files).draw(small, condition), onBlock);
	} finally {
		condition.dispose();
		small.dispose();
	}
}

async function run(pass: Generator<Tensor4D, Tensor4D>, onBlock: OnBlock): Promise<Float32Array[] | undefined> {
	try {
		for (;;) {
			const { done, value } = pass.next();
			if (done) return await picturesIn(value);
			if (await onBlock(value)) return undefined;
		}
	} finally {
		// Disposes of the last block's output when the pass ends early.
		pass.return(undefined as never);
	}
}

async function picturesIn(pictures: Tensor4D): Promise<Float32Array[]> {
	const [count] = pictures.shape;
	const all = (await pictures.data()) as Float32Array;
	pictures.dispose();
	const each = all.length / count;
	return Array.from({ length: count }, (_, at) => all.slice(at * each, (at + 1) * each));
}

const stacked = (rows: readonly Float32Array[]) =>
	tensor2d(flattened(rows), [rows.length, (rows[0] as Float32Array).length]);

/** Joins rows of one length. */
export function flattened(rows: readonly Float32Array[]): Float32Array {
	const width = (rows[0] as Float32Array).length;
	const all = new Float32Array(rows.length * width);
	for (const [at, row] of rows.entries()) all.set(row, at * width);
	return all;
}
