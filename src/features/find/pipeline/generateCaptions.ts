/** Generates captions of points, by beam search or by sampling. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { beamSearch } from '../../../nets/beamSearch';
import type { Captioner } from '../../../nets/captioner';
import type { Hypothesis } from '../../../nets/hypothesis';
import { sampleSentences } from '../../../nets/sampleSentences';
import type { CaptionerFiles } from '../../../networks/worker/captioner';
import { checkOptions } from '../../../options/check';
import { type CaptionOptions, captionOptions } from '../options';
import type { Caption } from '../types';

/** @throws AtelierError option-invalid */
export function checkCaptionOptions(options: CaptionOptions): void {
	checkOptions(captionOptions, options);
}

/**
 * Generates captions.
 *
 * @param points [pictures, width]; not disposed of
 * @param prefix ids that every caption begins with
 * @param yieldTurn called between two words
 * @returns at least one caption per point and at most `count`, best first
 */
export async function generateCaptions(
	captioner: Captioner,
	{ vocabulary }: CaptionerFiles,
	points: Tensor2D,
	options: CaptionOptions,
	{ prefix, yieldTurn }: { readonly prefix?: readonly number[]; readonly yieldTurn: () => Promise<void> },
): Promise<Caption[][]> {
	const { temperature, count } = options;
	const found =
		temperature > 0
			? await sampleSentences(captioner, points, { ...options, prefix, yieldTurn })
			: await beamSearch(captioner, points, { ...options, prefix, yieldTurn });
	const asCaption = ({ words: ids, logProbability }: Hypothesis): Caption => {
		const words = ids.map((id) => vocabulary.words[id] as string);
		return { text: words.join(' '), words, logProbability };
	};
	return found.map((sentences) => sentences.slice(0, count).map(asCaption));
}
