/** What a picture shows, and the captions that lie nearest to it. */
import { type Tensor2D, tensor2d, tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { Captioner } from '../../../nets/captioner';
import type { PooledVgg } from '../../../nets/pooledVgg';
import { sampleSentences } from '../../../nets/sampleSentences';
import { largestFew } from '../../../nets/topP';
import type { Bank } from '../../../networks/worker/bank';
import type { CaptionerFiles } from '../../../networks/worker/captioner';
import type { RankedCaption } from '../types';
import { dot } from './vectors';

/** A picture through the network that looks. */
export interface Seen {
	/** Pooled features, largest first. */
	readonly features: readonly number[];
	/** In the joint space, of length 1. */
	readonly point: Float32Array;
}

/** @param rgb in 0..1 of `size` x `size` pixels, interleaved */
export async function look(
	perception: PooledVgg,
	captioner: Captioner,
	rgb: Float32Array,
	size: number,
): Promise<Seen> {
	const features = tidy(() => perception.extractFeatures(tensor4d(rgb, [1, size, size, 3])));
	const point = captioner.encodeImage(features);
	const [seen, at] = (await Promise.all([features.data(), point.data()])) as [Float32Array, Float32Array];
	features.dispose();
	point.dispose();
	return { features: Array.from(seen).sort((a, b) => b - a), point: at };
}

/** Standard deviation of each colour below which a picture shows nothing: five of 256 levels. */
const FLAT = 0.02;

/** Whether a picture is of one colour. @param rgb interleaved, 0..1 */
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

const TEMPERATURE = 0.9;
const LONGEST = 20;

/** Distinct captions that the captioner tells of a picture, as ids of its words. */
export async function sampleCaptions(
	captioner: Captioner,
	point: Float32Array,
	{
		samples,
		seed,
		yieldTurn,
	}: { readonly samples: number; readonly seed: number; readonly yieldTurn: () => Promise<void> },
): Promise<(readonly number[])[]> {
	const points: Tensor2D = tensor2d(point, [1, point.length]);
	const [sentences = []] = await sampleSentences(captioner, points, {
		count: samples,
		temperature: TEMPERATURE,
		seed,
		lengthNormalisation: 1,
		maxLength: LONGEST,
		yieldTurn,
	});
	points.dispose();
	// One that says nothing has no vector.
	return sentences.map(({ words }) => words).filter(({ length }) => length > 0);
}

/** Sampled captions and those of the bank, nearest to the picture first; each text once. */
export async function rankCaptions(
	{ vocabulary }: CaptionerFiles,
	captioner: Captioner,
	bank: Bank,
	point: Float32Array,
	sampled: readonly (readonly number[])[],
	nearest: number,
): Promise<RankedCaption[]> {
	const own = (await similarities(captioner, point, sampled)).map((similarity, at): RankedCaption => {
		const text = (sampled[at] as readonly number[]).map((id) => vocabulary.words[id]).join(' ');
		return { text, similarity, source: 'sampled' };
	});
	const told = new Set(own.map(({ text }) => text));
	const others = nearestOfBank(bank, point, nearest + own.length).filter(({ text }) => !told.has(text));
	return [...own, ...others].sort((a, b) => b.similarity - a.similarity).slice(0, nearest);
}

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

function nearestOfBank(bank: Bank, point: Float32Array, count: number): RankedCaption[] {
	const { sentences, codes, scales } = bank;
	const along = bank.basis.map((direction) => dot(direction, point));
	const ground = dot(bank.mean, point);
	const shift = 128 * along.reduce((a, b) => a + b, 0);
	const found = Float32Array.from(scales, (scale, at) => {
		let sum = 0;
		for (let i = 0, from = at * along.length; i < along.length; i++) {
			sum += (codes[from + i] as number) * (along[i] as number);
		}
		return ground + (sum - shift) * scale;
	});
	return largestFew(found, count).map((at) => ({
		text: sentences[at] as string,
		similarity: found[at] as number,
		source: 'bank',
	}));
}
