/** For tests: compares this backend with PyTorch on a tiny captioner (training/fixtures/captioner_fixture.py). */
import { fill, slice, stack, type Tensor, type Tensor1D, tensor2d, tensor4d } from '@tensorflow/tfjs-core';
import { beamSearch, type SearchOptions } from '../beamSearch';
import { Captioner } from '../captioner';
import type { CaptionerShape } from '../captionerShape';
import { type Confidence, captionProbability } from '../confidence';
import type { Hypothesis } from '../hypothesis';
import { sentenceAttention } from '../sentenceAttention';
import type { Weights } from '../weights';
import { scorePrefix } from '../wordModel';

type Rows = readonly (readonly number[])[];
/** For each picture its captions, best first. */
type Found = readonly (readonly Hypothesis[])[];

export interface CaptionerFixture {
	readonly shape: CaptionerShape;
	readonly words: number;
	/** Cells along each side of the map. */
	readonly side: number;
	readonly confidence: { readonly weights: readonly number[]; readonly bias: number };
	readonly tensors: Readonly<Record<string, { readonly shape: readonly number[]; readonly data: readonly number[] }>>;
	/** For each picture its last map, [cells, features]. */
	readonly maps: Rows;
	readonly vectors: readonly number[];
	readonly grids: Rows;
	readonly said: readonly number[];
	readonly decoderStates: Rows;
	/** For each picture and word of `said` the weights of the cells. */
	readonly attention: readonly Rows[];
	/** Logits after all words of `said`, without the four special tokens at the front. */
	readonly logits: Rows;
	readonly logProbabilities: Rows;
	/** Without grids. */
	readonly blindLogProbabilities: Rows;
	readonly sentence: readonly number[];
	readonly point: readonly number[];
	readonly searches: readonly (Omit<SearchOptions, 'sayOnce'> & {
		readonly sayOnce?: readonly number[];
		readonly captions: Found /** Without grids. */;
		readonly blind: Found;
	})[];
	/** How sure the best caption of each picture is, in the first search. */
	readonly probabilities: readonly number[];
}

const SPECIAL_TOKENS = 4;

/** The captioner and its pictures: joint vectors [pictures, pictureVector] and grids [pictures, cells, grid]. */
export function tinyCaptioner({ shape, words, side, tensors, maps }: CaptionerFixture) {
	const features = (maps[0] as readonly number[]).length / side ** 2;
	const captioner = new Captioner(shape, words, features, weightsOf(tensors));
	const seen = tensor4d(Float32Array.from(maps.flat()), [maps.length, side, side, features]);
	const pooled = maps.map((values) =>
		Array.from({ length: features }, (_, at) => {
			const own = values.filter((_, i) => i % features === at);
			return own.reduce((a, b) => a + b, 0) / own.length;
		}),
	);
	const points = captioner.encodeImage(tensor2d(pooled));
	return { captioner, points, grids: captioner.encodeGrids(seen) };
}

export function weightsOf(tensors: CaptionerFixture['tensors']): Weights {
	return new Map(
		Object.entries(tensors).map(([name, { shape, data }]) => [name, { shape, data: Float32Array.from(data) }]),
	);
}

/**
 * Compares every part. Tensors made here are disposed of at the end of the caller's scope.
 *
 * @returns the largest absolute errors of values that are of the order of 1, and of word ids
 * @throws Error when captions differ in length
 */
export async function captionerErrors(fixture: CaptionerFixture): Promise<Record<string, number>> {
	const { captioner, points, grids } = tinyCaptioner(fixture);
	const { decoder } = captioner;
	const errors: Record<string, number> = {};
	const compare = async (what: string, got: Parameters<typeof errorOf>[0], wanted: readonly number[]) => {
		errors[what] = await errorOf(got, wanted);
	};
	await compare('vectors', points, fixture.vectors);
	await compare('grids', grids, fixture.grids.flat());
	await compare('sentence', captioner.encodeText([fixture.sentence]), fixture.point);

	const pictures = points.shape[0];
	const { hidden } = fixture.shape.decoder;
	const attending = decoder.attendingTo(grids);
	let state = attending.initialState(points);
	const states = [state];
	for (const word of [decoder.start, ...fixture.said]) {
		state = attending.step(state, fill([pictures], word, 'int32') as Tensor1D);
		states.push(state);
	}
	// By picture and step, as in the fixture.
	const own = stack(
		states.map((one) => slice(one, [0, 0], [-1, hidden])),
		1,
	);
	await compare('states', own, fixture.decoderStates.flat());
	await compare('logits', slice(attending.logits(state), [0, SPECIAL_TOKENS]), fixture.logits.flat());
	const scored = await scorePrefix(attending, points, fixture.said);
	errors.logProbabilities = difference(scored.logProbabilities.flat(), fixture.logProbabilities.flat());
	const blind = await scorePrefix(decoder, points, fixture.said);
	errors.blind = difference(blind.logProbabilities.flat(), fixture.blindLogProbabilities.flat());
	const sentences = fixture.attention.map((_, picture) => ({ picture, words: fixture.said }));
	const attention = await sentenceAttention(attending, points, sentences);
	errors.attention = difference(
		attention.flat().flatMap((weights) => [...weights]),
		fixture.attention.flat(2),
	);

	for (const [at, { captions, blind: alone, sayOnce, ...rest }] of fixture.searches.entries()) {
		const options = { ...rest, sayOnce: new Set(sayOnce) };
		for (const [how, model, wanted] of [['', attending, captions] as const, ['blind ', decoder, alone] as const]) {
			const found = await beamSearch(model, points, options);
			const words = (all: Found) => all.flat().flatMap((sentence) => sentence.words);
			const scores = (all: Found) => all.flat().map(({ logProbability }) => logProbability);
			errors[`words of ${how}search ${at}`] = difference(words(found), words(wanted));
			errors[`${how}search ${at}`] = difference(scores(found), scores(wanted));
		}
	}
	errors.probabilities = difference(await probabilities(fixture, { captioner, points, grids }), fixture.probabilities);
	return errors;
}

/** How sure the fixture's best captions are. */
async function probabilities(
	{ confidence, searches }: CaptionerFixture,
	{ captioner, points, grids }: ReturnType<typeof tinyCaptioner>,
): Promise<number[]> {
	const best = (searches[0]?.captions ?? []).map(([first]) => first as Hypothesis);
	const said = captioner.encodeText(best.map(({ words }) => words));
	const [a, b] = (await Promise.all([points.data(), said.data()])) as [Float32Array, Float32Array];
	const sentences = best.map(({ words }, picture) => ({ picture, words }));
	const attention = await sentenceAttention(captioner.decoder.attendingTo(grids), points, sentences);
	const width = points.shape[1];
	return best.map((caption, at) => {
		const from = at * width;
		const cosine = a.slice(from, from + width).reduce((sum, value, i) => sum + value * (b[from + i] as number), 0);
		const signs = { ...caption, cosine, attention: attention[at] as Float32Array[] };
		return captionProbability(confidence as Confidence, signs);
	});
}

export async function errorOf(tensor: Tensor, wanted: readonly number[]): Promise<number> {
	return difference(Array.from(await tensor.data()), wanted);
}

/** Returns the largest absolute difference. @throws Error when the lengths differ */
export function difference(got: ArrayLike<number>, wanted: readonly number[]): number {
	if (got.length !== wanted.length) throw new Error(`${wanted.length} values were expected, not ${got.length}.`);
	return wanted.reduce((worst, value, at) => Math.max(worst, Math.abs(value - (got[at] as number))), 0);
}
