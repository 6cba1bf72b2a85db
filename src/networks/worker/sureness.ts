/** How sure captions are of their pictures. */
import { mul, sum, type Tensor1D, type Tensor2D, tidy } from '@tensorflow/tfjs-core';
import { AttendingDecoder } from '../../nets/captionDecoder';
import type { Captioner } from '../../nets/captioner';
import { captionProbability } from '../../nets/confidence';
import type { Hypothesis } from '../../nets/hypothesis';
import { type PictureSentence, sentenceAttention } from '../../nets/sentenceAttention';
import { gatherRows } from '../../nets/wordModel';
import type { CaptionerFiles } from './captioner';
import type { PictureDecoder } from './pictures';

/**
 * Computes the probability that each caption names its picture's main thing.
 *
 * @param points [pictures, pictureVector]; not disposed of
 * @param captions for each picture its captions
 * @returns for each picture and caption a probability, 0 to 1
 */
export async function captionProbabilities(
	{ config: { confidence } }: Pick<CaptionerFiles, 'config'>,
	captioner: Captioner,
	decoder: PictureDecoder,
	points: Tensor2D,
	captions: readonly (readonly Hypothesis[])[],
): Promise<number[][]> {
	// An empty caption has no vector, and says nothing.
	const said = captions.flatMap((own, picture) =>
		own.filter(({ words }) => words.length > 0).map((caption) => ({ ...caption, picture })),
	);
	const cosines = await cosinesOf(captioner, points, said);
	const attention = decoder instanceof AttendingDecoder ? await sentenceAttention(decoder, points, said) : [];
	let at = 0;
	return captions.map((own) =>
		own.map((caption) => {
			if (caption.words.length === 0) return 0;
			const signs = { ...caption, cosine: cosines[at] as number, attention: attention[at] ?? [] };
			at++;
			return captionProbability(confidence, signs);
		}),
	);
}

/** Cosine similarity of each sentence to its picture. */
async function cosinesOf(
	captioner: Captioner,
	points: Tensor2D,
	sentences: readonly PictureSentence[],
): Promise<Float32Array> {
	if (sentences.length === 0) return new Float32Array();
	const cosines = tidy(() => {
		const texts = captioner.encodeText(sentences.map(({ words }) => words));
		const pictures = gatherRows(
			points,
			sentences.map(({ picture }) => picture),
		);
		return sum<Tensor1D>(mul(texts, pictures), 1);
	});
	const values = (await cosines.data()) as Float32Array;
	cosines.dispose();
	return values;
}
