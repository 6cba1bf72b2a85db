/** Passes of both generators, yielding after each block. */
import { type Tensor4D, tensor2d, tensor4d } from '@tensorflow/tfjs-core';
import type { JobContext } from '../../../engine/protocol';
import {
	detailGeneratorOnDevice,
	type StackGanFiles,
	sketchGeneratorOnDevice,
} from '../../../networks/worker/stackgan';
import type { Latent } from './latents';

/** Called with what stands after each block, [pictures, side, side, channels]; true ends the pass. */
export type AtBlock = (block: Tensor4D) => Promise<boolean>;

/** Serves others between two blocks, and ends the pass when the job is to finish early. */
export function turnOf<P>(ctx: JobContext<P>): AtBlock {
	return async () => {
		await ctx.yieldTurn();
		return ctx.finishing;
	};
}

/**
 * Sketches of some birds side by side.
 *
 * @returns size * size * 3 numbers in -1..1 for each; undefined when `atBlock` ended it
 */
export async function sketch<P>(
	ctx: JobContext<P>,
	files: StackGanFiles,
	latents: readonly Latent[],
	atBlock = turnOf(ctx),
): Promise<Float32Array[] | undefined> {
	const condition = stacked(latents.map(({ conditions }) => conditions[0] as Float32Array));
	const noise = stacked(latents.map((latent) => latent.noise));
	try {
		return await run(sketchGeneratorOnDevice(ctx, files).draw(condition, noise), atBlock);
	} finally {
		condition.dispose();
		noise.dispose();
	}
}

/**
 * The large pictures of some birds, from their sketches.
 *
 * @returns as {@link sketch}, but a little beyond -1..1
 */
export async function detail<P>(
	ctx: JobContext<P>,
	files: StackGanFiles,
	latents: readonly Latent[],
	sketches: readonly Float32Array[],
	atBlock = turnOf(ctx),
): Promise<Float32Array[] | undefined> {
	const { size } = files.config.sketch;
	const condition = stacked(latents.map(({ conditions }) => conditions[1] as Float32Array));
	const small = tensor4d(flattened(sketches), [sketches.length, size, size, 3]);
	try {
		return await run(detailGeneratorOnDevice(ctx, files).draw(small, condition), atBlock);
	} finally {
		condition.dispose();
		small.dispose();
	}
}

async function run(pass: Generator<Tensor4D, Tensor4D>, atBlock: AtBlock): Promise<Float32Array[] | undefined> {
	try {
		for (;;) {
			const { done, value } = pass.next();
			if (done) return await picturesIn(value);
			if (await atBlock(value)) return undefined;
		}
	} finally {
		// Whatever stands after the last block that was asked for goes.
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

function flattened(rows: readonly Float32Array[]): Float32Array {
	const width = (rows[0] as Float32Array).length;
	const all = new Float32Array(rows.length * width);
	for (const [at, row] of rows.entries()) all.set(row, at * width);
	return all;
}
