/** Jobs 'caption' and 'nextWords': captions of a picture that has a vector, whole or from a word on. */

import { AtelierError } from '../../../models/errors';
import { likeliestWords } from '../../../nets/likeliestWords';
import { scorePrefix } from '../../../nets/wordModel';
import { captionerOnDevice, openCaptioner } from '../../../networks/worker/captioner';
import type { FindJobs } from '../types';
import { asPoints, prefixIds } from './points';
import { checkCaptionOptions, tell } from './tell';

export const captionJob: FindJobs['caption'] = {
	priority: 'short',
	async run({ vector, prefix = [], options }, ctx) {
		checkCaptionOptions(options);
		const files = await openCaptioner(ctx, (event) => ctx.progress(event));
		const points = asPoints(files, [vector]);
		const ids = prefixIds(files, prefix);
		const told = await tell(captionerOnDevice(ctx, files), files, points, options, {
			prefix: ids,
			yieldTurn: ctx.yieldTurn,
		});
		return { captions: told[0] ?? [] };
	},
};

const mostWords = 100;

/** The end of the sentence is no word: probabilities of the words given add up to less than 1. */
export const nextWordsJob: FindJobs['nextWords'] = {
	priority: 'short',
	async run({ vector, prefix, count }, ctx) {
		if (!Number.isInteger(count) || count < 1 || count > mostWords) {
			throw new AtelierError('option-invalid', `Between 1 and ${mostWords} words can be given, not ${count}.`);
		}
		const files = await openCaptioner(ctx, (event) => ctx.progress(event));
		const captioner = captionerOnDevice(ctx, files);
		const { state } = await scorePrefix(captioner, asPoints(files, [vector]), prefixIds(files, prefix));
		const [likeliest = []] = await likeliestWords(captioner.logits(state), [new Set([captioner.end])], count);
		return {
			words: likeliest.map(({ word, logProbability }) => ({
				word: files.vocabulary.words[word] as string,
				probability: Math.exp(logProbability),
			})),
		};
	},
};
