/** Jobs 'caption' and 'nextWords': caption a picture by what is kept of it, from the start or from a given word. */
import { AtelierError } from '../../../models/errors';
import { likeliestWords } from '../../../nets/likeliestWords';
import { scorePrefix } from '../../../nets/wordModel';
import { captionerOnDevice, openCaptioner } from '../../../networks/worker/captioner';
import { withDecoder } from '../../../networks/worker/pictures';
import type { FindJobs } from '../types';
import { checkCaptionOptions, generateCaptions } from './generateCaptions';
import { asPoints, prefixIds } from './points';

export const captionJob: FindJobs['caption'] = {
	priority: 'short',
	async run({ vector, grid, prefix = [], options }, ctx) {
		checkCaptionOptions(options);
		const files = await openCaptioner(ctx, (event) => ctx.progress(event));
		const points = asPoints(files, [vector]);
		const ids = prefixIds(files, prefix);
		const captioner = captionerOnDevice(ctx, files);
		const pictures = { files, captioner, points, grids: grid && [grid] };
		const captions = await generateCaptions(pictures, options, { prefix: ids, yieldTurn: ctx.yieldTurn });
		return { captions: captions[0] ?? [] };
	},
};

const mostWords = 100;

/** The end token is left out, so that the words' probabilities add up to less than 1. */
export const nextWordsJob: FindJobs['nextWords'] = {
	priority: 'short',
	async run({ vector, grid, prefix, count }, ctx) {
		if (!Number.isInteger(count) || count < 1 || count > mostWords) {
			throw new AtelierError('option-invalid', `Ask for 1 to ${mostWords} words, not ${count}.`);
		}
		const files = await openCaptioner(ctx, (event) => ctx.progress(event));
		const points = asPoints(files, [vector]);
		const ids = prefixIds(files, prefix);
		const likeliest = await withDecoder(files, captionerOnDevice(ctx, files), grid && [grid], async (decoder) => {
			const { state } = await scorePrefix(decoder, points, ids);
			const [words = []] = await likeliestWords(decoder.logits(state), [new Set([decoder.end])], count);
			return words;
		});
		return {
			words: likeliest.map(({ word, logProbability }) => ({
				word: files.vocabulary.words[word] as string,
				probability: Math.exp(logProbability),
			})),
		};
	},
};
