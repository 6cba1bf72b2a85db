/** Job 'attend': where the decoder looks for each word of a caption. */
import { AttendingDecoder } from '../../../nets/captionDecoder';
import { sentenceAttention } from '../../../nets/sentenceAttention';
import { captionerOnDevice, openCaptioner } from '../../../networks/worker/captioner';
import { withDecoder } from '../../../networks/worker/pictures';
import type { FindJobs } from '../types';
import { asPoints, prefixIds } from './points';

export const attendJob: FindJobs['attend'] = {
	priority: 'short',
	async run({ vector, grid, words }, ctx) {
		const files = await openCaptioner(ctx, (event) => ctx.progress(event));
		const points = asPoints(files, [vector]);
		const ids = prefixIds(files, words);
		return withDecoder(files, captionerOnDevice(ctx, files), [grid], async (decoder) => {
			if (!(decoder instanceof AttendingDecoder)) return { weights: [] };
			const [weights = []] = await sentenceAttention(decoder, points, [{ picture: 0, words: ids }]);
			return { weights };
		});
	},
};
