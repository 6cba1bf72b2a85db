/** Job 'encodeStyle': encodes the visitor's text as the mean of its sentences' vectors. */
import { encodeSentences, openSkipThought, skipThoughtOnDevice } from '../../../networks/worker/skipThought';
import type { StoryJobs } from '../types';
import { checkEnglish } from './language';
import { MOST, sentencesOf, spread } from './sentences';
import { meanOf } from './vectors';

export const encodeStyleJob: StoryJobs['encodeStyle'] = {
	priority: 'long',
	async run({ text }, ctx) {
		const sentences = await sentencesOf(text, ctx.yieldTurn);
		checkEnglish(sentences);
		const files = await openSkipThought(ctx, (event) => ctx.progress(event));
		const read = spread(sentences, MOST);
		const total = read.length;
		ctx.progress({ type: 'sentences', done: 0, total });
		const vectors = await encodeSentences(skipThoughtOnDevice(ctx, files), files, read, async (done) => {
			ctx.progress({ type: 'sentences', done, total });
			await ctx.yieldTurn();
		});
		return { vector: meanOf(vectors), sentences: sentences.length, read: total, modelHash: files.hash };
	},
};
