/** Job 'explainPictures': how much likelier a picture makes each word of a sentence. */
import { slice, tensor2d } from '@tensorflow/tfjs-core';
import { unit } from '../../../nets/captioner';
import { scorePrefix } from '../../../nets/wordModel';
import { captionerOnDevice, captionerTensor, openCaptioner } from '../../../networks/worker/captioner';
import type { FindJobs } from '../types';
import { asPoints, prefixIds } from './points';

/** Pictures at a time: each needs the probabilities of the whole vocabulary. */
const ROWS = 16;

export const explainPicturesJob: FindJobs['explainPictures'] = {
	priority: 'short',
	async run({ words, vectors }, ctx) {
		const files = await openCaptioner(ctx, (event) => ctx.progress(event));
		const { decoder } = captionerOnDevice(ctx, files);
		const width = files.config.pictureVector;
		const points = asPoints(files, vectors);
		const ids = prefixIds(files, words);
		const score = async (rows: typeof points) => {
			const { state, logProbabilities } = await scorePrefix(decoder, rows, ids);
			state.dispose();
			rows.dispose();
			return logProbabilities;
		};
		// The mean picture, normalised like every picture: the decoder was trained on unit vectors only.
		const [baseline = []] = await score(unit(tensor2d(captionerTensor(files, 'prior.mean', [width]), [1, width])));
		const gains: number[][] = [];
		for (let from = 0; from < vectors.length; from += ROWS) {
			const rows = slice(points, [from, 0], [Math.min(ROWS, vectors.length - from), width]);
			for (const logProbabilities of await score(rows))
				gains.push(logProbabilities.map((value, at) => value - (baseline[at] as number)));
			await ctx.yieldTurn();
		}
		return { gains };
	},
};
