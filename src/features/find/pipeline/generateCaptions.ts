/** Generates captions of pictures, by beam search or by sampling. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { beamSearch } from '../../../nets/beamSearch';
import type { Captioner } from '../../../nets/captioner';
import { sampleSentences } from '../../../nets/sampleSentences';
import { withArticles } from '../../../networks/shared/articles';
import type { PictureGrid } from '../../../networks/shared/pictureGrid';
import type { CaptionerFiles } from '../../../networks/worker/captioner';
import { withDecoder } from '../../../networks/worker/pictures';
import { captionProbabilities } from '../../../networks/worker/sureness';
import { checkOptions } from '../../../options/check';
import { type CaptionOptions, captionOptions } from '../options';
import type { Caption } from '../types';

/** @throws AtelierError option-invalid */
export function checkCaptionOptions(options: CaptionOptions): void {
	checkOptions(captionOptions, options);
}

/** A batch of pictures to caption. */
export interface CaptionedPictures {
	readonly files: CaptionerFiles;
	readonly captioner: Captioner;
	/** [pictures, width]; not disposed of */
	readonly points: Tensor2D;
	/** One per picture, where the captioner attends to them. */
	readonly grids?: readonly PictureGrid[] | undefined;
}

/**
 * Generates captions.
 *
 * @param prefix ids that every caption begins with
 * @param yieldTurn called between two words
 * @returns at least one caption per picture and at most `count`, best first
 */
export function generateCaptions(
	{ files, captioner, points, grids }: CaptionedPictures,
	options: CaptionOptions,
	{ prefix, yieldTurn }: { readonly prefix?: readonly number[]; readonly yieldTurn: () => Promise<void> },
): Promise<Caption[][]> {
	const { temperature, count } = options;
	const how = { ...options, prefix, sayOnce: files.contentWords, yieldTurn };
	return withDecoder(files, captioner, grids, async (decoder) => {
		const found =
			temperature > 0 ? await sampleSentences(decoder, points, how) : await beamSearch(decoder, points, how);
		const best = found.map((sentences) => sentences.slice(0, count));
		const probabilities = await captionProbabilities(files, captioner, decoder, points, best);
		return best.map((sentences, picture) =>
			sentences.map(({ words: ids, logProbability }, at): Caption => {
				const words = ids.map((id) => files.vocabulary.words[id] as string);
				return {
					text: withArticles(words).join(' '),
					words,
					logProbability,
					probability: probabilities[picture]?.[at],
				};
			}),
		);
	});
}
