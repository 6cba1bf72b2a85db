/** Encodes a picture, samples captions for it, and ranks captions by their similarity to it. */
import { type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import type { Captioner } from '../../../nets/captioner';
import type { Hypothesis } from '../../../nets/hypothesis';
import type { Recognition } from '../../../nets/recognition';
import { sampleSentences } from '../../../nets/sampleSentences';
import { largestFew } from '../../../nets/topP';
import { withArticles } from '../../../networks/shared/articles';
import type { PictureGrid } from '../../../networks/shared/pictureGrid';
import type { Bank } from '../../../networks/worker/bank';
import type { CaptionerFiles } from '../../../networks/worker/captioner';
import { readGrids, seePicture, withDecoder } from '../../../networks/worker/pictures';
import { captionProbabilities } from '../../../networks/worker/sureness';
import type { RankedCaption } from '../types';
import { repeatsItself } from './repeatsItself';
import { dot } from './vectors';

/** An encoded picture. */
export interface EncodedPicture {
	/** Pooled features, largest first. */
	readonly features: readonly number[];
	/** Embedding in the joint space, norm 1. */
	readonly point: Float32Array;
	/** What the captioner attends to. */
	readonly grid: PictureGrid;
}

/** Encodes a picture. @param rgb `size` x `size` pixels, interleaved, 0..1 */
export async function encodePicture(
	encoder: Recognition,
	captioner: Captioner,
	rgb: Float32Array,
	size: number,
): Promise<EncodedPicture> {
	const { pooled: features, map } = seePicture(encoder, rgb, size);
	const point = captioner.encodeImage(features);
	const [pooled, joint] = (await Promise.all([features.data(), point.data()])) as [Float32Array, Float32Array];
	features.dispose();
	point.dispose();
	const [grid] = (await readGrids(captioner, [map])) as [PictureGrid];
	return { features: Array.from(pooled).sort((a, b) => b - a), point: joint, grid };
}

/** A picture is blank when each channel's standard deviation is below this: five of 256 levels. */
const FLAT = 0.02;

/** Whether a picture has only one colour. @param rgb interleaved, 0..1 */
export function isBlank(rgb: Float32Array): boolean {
	return [0, 1, 2].every((channel) => {
		let [sum, squares] = [0, 0];
		for (let at = channel; at < rgb.length; at += 3) {
			sum += rgb[at] as number;
			squares += (rgb[at] as number) ** 2;
		}
		const pixels = rgb.length / 3;
		return squares / pixels - (sum / pixels) ** 2 < FLAT ** 2;
	});
}

/** Above this, captions have words that do not belong together. */
const TEMPERATURE = 0.7;
const LONGEST = 20;

/** A caption sampled from a picture. */
export interface SampledCaption extends Hypothesis {
	/** That it names the picture's main thing, 0 to 1. */
	readonly probability: number;
}

/** Samples distinct captions of a picture, likeliest first. */
export function sampleCaptions(
	files: CaptionerFiles,
	captioner: Captioner,
	{ point, grid }: EncodedPicture,
	{
		samples,
		seed,
		yieldTurn,
	}: { readonly samples: number; readonly seed: number; readonly yieldTurn: () => Promise<void> },
): Promise<readonly SampledCaption[]> {
	return withDecoder(files, captioner, [grid], async (decoder) => {
		const points: Tensor2D = tensor2d(point, [1, point.length]);
		const [sentences = []] = await sampleSentences(decoder, points, {
			count: samples,
			temperature: TEMPERATURE,
			seed,
			lengthNormalisation: 1,
			sayOnce: files.contentWords,
			maxLength: LONGEST,
			yieldTurn,
		});
		// An empty caption has no embedding.
		const said = sentences.filter(({ words }) => words.length > 0);
		const [probabilities = []] = await captionProbabilities(files, captioner, decoder, points, [said]);
		points.dispose();
		return said.map((caption, at) => ({ ...caption, probability: probabilities[at] as number }));
	});
}

/**
 * Ranks the sampled captions and the bank's by their cosine similarity to the picture,
 * without those that repeat themselves where there are enough others.
 *
 * @returns the `nearest` best distinct captions, best first
 */
export async function rankCaptions(
	{ vocabulary }: CaptionerFiles,
	captioner: Captioner,
	bank: Bank,
	point: Float32Array,
	sampled: readonly SampledCaption[],
	nearest: number,
): Promise<RankedCaption[]> {
	const ids = sampled.map(({ words }) => words);
	const own = (await similarities(captioner, point, ids)).map((similarity, at): RankedCaption => {
		const { words, logProbability, probability } = sampled[at] as SampledCaption;
		const text = withArticles(words.map((id) => vocabulary.words[id] as string)).join(' ');
		const likelihood = logProbability / (words.length + 1);
		return { text, similarity, source: 'sampled', likelihood, probability };
	});
	const sampledTexts = new Set(own.map(({ text }) => text));
	const others = nearestOfBank(bank, point, nearest + own.length).filter(({ text }) => !sampledTexts.has(text));
	const all = [...own, ...others].sort((a, b) => b.similarity - a.similarity);
	const clear = all.filter(({ text }) => !repeatsItself(text.split(' ')));
	return (clear.length < nearest ? all : clear).slice(0, nearest);
}

/** Cosine similarity of each sentence to the picture. */
async function similarities(
	captioner: Captioner,
	point: Float32Array,
	sentences: readonly (readonly number[])[],
): Promise<number[]> {
	if (sentences.length === 0) return [];
	const points = captioner.encodeText(sentences);
	const read = (await points.data()) as Float32Array;
	points.dispose();
	return sentences.map((_, at) => dot(point, read.subarray(at * point.length)));
}

/** The bank's captions most similar to the picture. Its embeddings are stored as 8-bit codes on a basis around their mean. */
function nearestOfBank(bank: Bank, point: Float32Array, count: number): RankedCaption[] {
	const { sentences, codes, scales } = bank;
	const projections = bank.basis.map((direction) => dot(direction, point));
	const base = dot(bank.mean, point);
	const shift = 128 * projections.reduce((a, b) => a + b, 0);
	const found = Float32Array.from(scales, (scale, at) => {
		let sum = 0;
		for (let i = 0, from = at * projections.length; i < projections.length; i++) {
			sum += (codes[from + i] as number) * (projections[i] as number);
		}
		return base + (sum - shift) * scale;
	});
	return largestFew(found, count).map((at) => ({
		text: sentences[at] as string,
		similarity: found[at] as number,
		source: 'bank',
	}));
}
