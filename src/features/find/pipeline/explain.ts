/** Job 'explainPictures': how much likelier a picture makes each word of a sentence. */
import { tensor2d } from '@tensorflow/tfjs-core';
import { unit } from '../../../nets/captioner';
import { scorePrefix } from '../../../nets/wordModel';
import type { PictureGrid } from '../../../networks/shared/pictureGrid';
import { captionerOnDevice, captionerTensor, openCaptioner } from '../../../networks/worker/captioner';
import { withDecoder } from '../../../networks/worker/pictures';
import type { FindJobs } from '../types';
import { asPoints, prefixIds } from './points';

/** Pictures at a time: each needs the probabilities of the whole vocabulary. */
const ROWS = 10;

export const explainPicturesJob: FindJobs['explainPictures'] = {
	priority: 'short',
	async run({ words, pictures }, ctx) {
		const files = await openCaptioner(ctx, (event) => ctx.progress(event));
		const captioner = captionerOnDevice(ctx, files);
		const width = files.config.pictureVector;
		const ids = [...prefixIds(files, words), captioner.decoder.end];
		const score = (points: ReturnType<typeof asPoints>, grids?: readonly PictureGrid[]) =>
			withDecoder(files, captioner, grids, async (decoder) => {
				const { state, logProbabilities } = await scorePrefix(decoder, points, ids);
				state.dispose();
				points.dispose();
				return logProbabilities;
			});
		// The mean picture, normalised like every picture: the decoder was trained on unit vectors only.
		const [baseline = []] = await score(unit(tensor2d(captionerTensor(files, 'prior.mean', [width]), [1, width])));
		const attended = pictures.every(({ grid }) => grid !== undefined);
		const gains: number[][] = [];
		for (let from = 0; from < pictures.length; from += ROWS) {
			const part = pictures.slice(from, from + ROWS);
			const points = asPoints(
				files,
				part.map(({ vector }) => vector),
			);
			const grids = attended ? part.map(({ grid }) => grid as PictureGrid) : undefined;
			for (const logProbabilities of await score(points, grids))
				gains.push(logProbabilities.map((value, at) => value - (baseline[at] as number)));
			await ctx.yieldTurn();
		}
		return { gains };
	},
};
