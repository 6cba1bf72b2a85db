/** Job 'imagine': draws birds from sentences and seeds; delivers each sketch when it is done, which fit best, then each detail. */
import type { JobContext } from '../../../engine/protocol';
import { openScorer } from '../../../networks/worker/scorer';
import { openStackGan, type StackGanFiles } from '../../../networks/worker/stackgan';
import type { ImagineJobs, ImagineProgress } from '../types';
import { checkRequest } from './check';
import { conditioningOf } from './conditions';
import { type Latent, latentsOf } from './latents';
import { detail, sketch } from './passes';
import { pictureOf } from './picture';
import { ranked, scoresOf } from './scoring';

type Context = JobContext<ImagineProgress>;

/** Batch size of sketches. The first is drawn alone, so that it appears soon. */
const SKETCHES = 4;

export const imagineJob: ImagineJobs['imagine'] = {
	priority: 'short',
	async run(request, ctx) {
		checkRequest(request);
		const { told = [], best } = request;
		const files = await openStackGan(ctx, (event) => ctx.progress(event));
		const scorer = told.length > 0 ? await openScorer(ctx, files, (event) => ctx.progress(event)) : undefined;
		// Downloads are not counted, because they happen only once.
		const began = performance.now();
		const seconds = () => (performance.now() - began) / 1000;
		const { texts, latents } = await latentsOf(ctx, files, request.birds, request);
		const { condition } = files.config;
		const conditionings = [...texts.values()].map((read) => conditioningOf(read, condition));
		ctx.deliver({ type: 'read', conditionings, seconds: seconds() });
		await ctx.yieldTurn();
		const sketches = await drawSketches(ctx, files, latents, seconds);
		const sketchSeconds = seconds();
		const scores = scorer && (await scoresOf(ctx, scorer, sketches, told));
		// Where all are finished, they stay in their order.
		const isChosen = best !== undefined && best < sketches.length;
		const order = scores && isChosen ? ranked(scores) : [...sketches.keys()];
		const likely = scores?.map((score) => score.likely);
		if (likely && scorer)
			ctx.deliver({ type: 'scored', order, likely, unseen: scorer.config.unseen, seconds: seconds() });
		const scored = scores && { scoreSeconds: seconds() };
		if (request.stages === 2) await drawDetails(ctx, files, latents, sketches, order.slice(0, best), seconds);
		const { modelHash } = files;
		const { name: backend } = ctx.backend;
		return { drawn: sketches.length, sketchSeconds, ...scored, seconds: seconds(), backend, modelHash };
	},
};

/** Draws all sketches, or fewer when the job is to finish early. */
async function drawSketches(
	ctx: Context,
	files: StackGanFiles,
	latents: readonly Latent[],
	seconds: () => number,
): Promise<Float32Array[]> {
	const done: Float32Array[] = [];
	while (done.length < latents.length && !ctx.finishing) {
		const batch = latents.slice(done.length, done.length === 0 ? 1 : done.length + SKETCHES);
		const drawn = await sketch(ctx, files, batch);
		for (const rgb of drawn ?? []) {
			const picture = pictureOf(rgb, files.config.sketch.size);
			ctx.deliver({ type: 'sketch', index: done.length, picture, seconds: seconds() }, [picture.pixels.buffer]);
			done.push(rgb);
		}
		await ctx.yieldTurn();
	}
	return done;
}

/** Draws the details of the birds with these indices one by one, until the job is to finish early. */
async function drawDetails(
	ctx: Context,
	files: StackGanFiles,
	latents: readonly Latent[],
	sketches: readonly Float32Array[],
	indices: readonly number[],
	seconds: () => number,
): Promise<void> {
	for (const index of indices) {
		if (ctx.finishing) return;
		const [large] = (await detail(ctx, files, [latents[index] as Latent], [sketches[index] as Float32Array])) ?? [];
		if (large) {
			const picture = pictureOf(large, files.config.detail.size);
			ctx.deliver({ type: 'detail', index, picture, seconds: seconds() }, [picture.pixels.buffer]);
		}
		await ctx.yieldTurn();
	}
}
