/** Job 'embedPictures': encodes pictures as points of the joint space and captions them, batch by batch. */
import { concat, tidy } from '@tensorflow/tfjs-core';
import type { Job, JobContext } from '../../../engine/protocol';
import type { Captioner } from '../../../nets/captioner';
import type { ImageFeatures, Recognition } from '../../../nets/recognition';
import type { PictureGrid } from '../../../networks/shared/pictureGrid';
import { type CaptionerFiles, captionerOnDevice, openCaptioner } from '../../../networks/worker/captioner';
import { createDecoder, type Decode } from '../../../networks/worker/decode';
import { openImageEncoder } from '../../../networks/worker/imageEncoder';
import { readGrids, seePicture } from '../../../networks/worker/pictures';
import type { EmbeddedPicture, EmbedProgress, EmbedRequest, EmbedResult } from '../types';
import { checkCaptionOptions, generateCaptions } from './generateCaptions';

/** Pictures that are captioned together: larger batches are no faster, smaller ones make the matrix products too small. */
export const BATCH = 8;
/** Pictures that are decoded while the network encodes an earlier one. */
const AHEAD = 2;

/** Number of pictures of the request that are done. */
export interface EmbedSnapshot {
	readonly done: number;
}

interface Tools {
	readonly request: EmbedRequest;
	readonly files: CaptionerFiles;
	readonly encoder: Recognition;
	readonly captioner: Captioner;
	/** RGB of a picture of the request. */
	readonly pixels: (at: number) => ReturnType<Decode>;
	readonly yieldTurn: () => Promise<void>;
}

/** @param decoder how pictures are decoded: tests in Node have no browser's decoder */
export function createEmbedJob(
	decoder: (size: number) => Decode = createDecoder,
): Job<EmbedRequest, EmbedProgress, EmbedResult, EmbedSnapshot> {
	return {
		priority: 'long',
		async run(request, ctx: JobContext<EmbedProgress, EmbedSnapshot>) {
			checkCaptionOptions(request.captions);
			const files = await openCaptioner(ctx, (event) => ctx.progress(event));
			const encoder = await openImageEncoder(ctx, files, (event) => ctx.progress(event));
			const captioner = captionerOnDevice(ctx, files);
			const pixels = decodeAhead(request.pictures, decoder(files.config.size));
			const tools: Tools = { request, files, encoder, captioner, pixels, yieldTurn: ctx.yieldTurn };
			const total = request.pictures.length;
			let done = ctx.resumeFrom?.done ?? 0;
			while (done < total && !ctx.finishing) {
				for (const picture of await embedBatch(done, tools)) {
					const { id } = request.pictures[done] as EmbedRequest['pictures'][number];
					done++;
					if (picture) ctx.deliver({ type: 'embedded', done, total, picture });
					else ctx.deliver({ type: 'unreadable', done, total, id });
				}
				ctx.snapshot({ done });
				await ctx.yieldTurn();
			}
			return { modelHash: files.modelHash };
		},
	};
}

/** Embeds the pictures from an index on, in order. @returns undefined for files that are not pictures */
async function embedBatch(
	from: number,
	{ request, files, encoder, captioner, pixels, yieldTurn }: Tools,
): Promise<(EmbeddedPicture | undefined)[]> {
	const { size, pictureVector } = files.config;
	const batch = request.pictures.slice(from, from + BATCH);
	const encoded: { at: number; features: ImageFeatures }[] = [];
	for (const at of batch.keys()) {
		const rgb = await pixels(from + at);
		if (rgb) encoded.push({ at, features: seePicture(encoder, rgb, size) });
		await yieldTurn();
	}
	const found: (EmbeddedPicture | undefined)[] = batch.map(() => undefined);
	if (encoded.length === 0) return found;
	const pooled = encoded.map(({ features }) => features.pooled);
	const points = tidy(() => captioner.encodeImage(concat(pooled, 0)));
	for (const features of pooled) features.dispose();
	const grids = await readGrids(
		captioner,
		encoded.map(({ features }) => features.map),
	);
	const pictures = { files, captioner, points, grids };
	const captions = await generateCaptions(pictures, request.captions, { yieldTurn });
	const vectors = (await points.data()) as Float32Array;
	points.dispose();
	for (const [row, { at }] of encoded.entries()) {
		const vector = vectors.slice(row * pictureVector, (row + 1) * pictureVector);
		const id = batch[at]?.id as string;
		found[at] = { id, vector, grid: grids[row] as PictureGrid, captions: captions[row] ?? [] };
	}
	return found;
}

/** Decodes a few pictures ahead of the requested one: the browser decodes on other threads. */
function decodeAhead(pictures: EmbedRequest['pictures'], decode: Decode): Tools['pixels'] {
	const started = new Map<number, ReturnType<Decode>>();
	const start = (at: number) => {
		const picture = pictures[at];
		if (picture && !started.has(at)) started.set(at, decode(picture.picture));
	};
	return (at) => {
		for (let next = at; next <= at + AHEAD; next++) start(next);
		const decoded = started.get(at) as ReturnType<Decode>;
		started.delete(at);
		return decoded;
	};
}
