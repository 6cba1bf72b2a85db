/** For tests: compares this backend with PyTorch on a tiny captioner (training/fixtures/captioner_fixture.py). */
import { slice, split, type Tensor, type Tensor2D, tensor1d, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { beamSearch, type SearchOptions } from '../beamSearch';
import { Captioner } from '../captioner';
import type { CaptionerShape } from '../captionerShape';
import { embed } from '../embedding';
import { lstmStep, makeLstm } from '../lstm';
import { applyLinear, type Weights } from '../weights';
import { scorePrefix } from '../wordModel';

interface Caption {
	readonly words: readonly number[];
	readonly logProbability: number;
}

export interface CaptionerFixture {
	readonly shape: CaptionerShape;
	readonly words: number;
	readonly tensors: Readonly<Record<string, { readonly shape: readonly number[]; readonly data: readonly number[] }>>;
	readonly features: { readonly shape: readonly number[]; readonly data: readonly number[] };
	readonly vectors: readonly number[];
	readonly said: readonly number[];
	readonly decoderStates: readonly (readonly number[])[];
	/** Logits after all words of `said`, without the four special tokens at the front. */
	readonly logits: readonly (readonly number[])[];
	readonly logProbabilities: readonly (readonly number[])[];
	readonly sentence: readonly number[];
	readonly encoderStates: readonly number[];
	readonly point: readonly number[];
	readonly searches: readonly (SearchOptions & { readonly captions: readonly (readonly Caption[])[] })[];
}

export interface CaptionerErrors {
	/** Largest absolute errors; all values are of the order of 1. */
	readonly errors: Readonly<Record<string, number>>;
	/** The captions' words, by search and picture. */
	readonly captions: readonly (readonly (readonly (readonly number[])[])[])[];
}

const SPECIAL_TOKENS = 4;

export function tinyCaptioner({ shape, words, tensors, features }: CaptionerFixture): Captioner {
	return new Captioner(shape, words, features.shape[1] as number, weightsOf(tensors));
}

export function weightsOf(tensors: CaptionerFixture['tensors']): Weights {
	return new Map(
		Object.entries(tensors).map(([name, { shape, data }]) => [name, { shape, data: Float32Array.from(data) }]),
	);
}

/** Compares every part of the captioner. Tensors made here are disposed of at the end of the caller's scope. */
export async function captionerErrors(fixture: CaptionerFixture): Promise<CaptionerErrors> {
	const captioner = tinyCaptioner(fixture);
	const { decoder } = captioner;
	const errors: Record<string, number> = {};
	const pictures = tensor2d(Float32Array.from(fixture.features.data), fixture.features.shape as [number, number]);
	const points = captioner.encodeImage(pictures);
	errors.points = await errorOf(points, fixture.vectors);

	const ids = tensor1d([decoder.start, ...fixture.said], 'int32');
	for (const [picture, point] of (split(points, pictures.shape[0], 0) as Tensor2D[]).entries()) {
		let state = decoder.initialState(point);
		const states = [state];
		for (let at = 0; at < ids.size; at++) {
			state = decoder.step(state, slice(ids, at, 1));
			states.push(state);
		}
		const wanted = fixture.decoderStates[picture] as readonly number[];
		for (const [at, got] of states.entries()) {
			errors[`GRU ${picture}.${at}`] = await errorOf(got, wanted.slice(at * got.size, (at + 1) * got.size));
		}
		const logits = slice(decoder.logits(state), [0, SPECIAL_TOKENS]);
		errors[`logits ${picture}`] = await errorOf(logits, fixture.logits[picture] as readonly number[]);
	}
	const { logProbabilities } = await scorePrefix(decoder, points, fixture.said);
	errors.logProbabilities = difference(logProbabilities.flat(), fixture.logProbabilities.flat());

	const { pictureVector, sentenceEncoder } = fixture.shape;
	const lstm = makeLstm(weightsOf(fixture.tensors), 'encoder.', pictureVector, sentenceEncoder.hidden);
	const sentence = tensor1d([...fixture.sentence], 'int32');
	let state: ReturnType<typeof lstmStep> | undefined;
	for (let at = 0; at < sentence.size; at++) {
		const gates = tidy(() => applyLinear(embed(decoder.embedding, slice(sentence, at, 1)), lstm.input));
		state = lstmStep(lstm, gates, state);
		const { size } = state.h;
		errors[`LSTM ${at}`] = await errorOf(state.h, fixture.encoderStates.slice(at * size, (at + 1) * size));
	}
	errors.sentence = await errorOf(captioner.encodeText([fixture.sentence]), fixture.point);

	const captions = [];
	for (const [at, { captions: wanted, ...options }] of fixture.searches.entries()) {
		const found = await beamSearch(decoder, points, options);
		const scores = (all: readonly (readonly Caption[])[]) => all.flat().map(({ logProbability }) => logProbability);
		errors[`search ${at}`] = difference(scores(found), scores(wanted));
		captions.push(found.map((sentences) => sentences.map(({ words }) => words)));
	}
	return { errors, captions };
}

export async function errorOf(tensor: Tensor, wanted: readonly number[]): Promise<number> {
	return difference(Array.from(await tensor.data()), wanted);
}

/** Returns the largest absolute difference. @throws Error when the lengths differ */
export function difference(got: ArrayLike<number>, wanted: readonly number[]): number {
	if (got.length !== wanted.length) throw new Error(`${wanted.length} values were expected, not ${got.length}.`);
	return wanted.reduce((worst, value, at) => Math.max(worst, Math.abs(value - (got[at] as number))), 0);
}
