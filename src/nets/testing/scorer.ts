/** For tests: compares this backend with PyTorch on a tiny scorer (training/fixtures/scorer_fixture.py). */
import { tensor4d } from '@tensorflow/tfjs-core';
import { Scorer, type ScorerShape } from '../stackgan/scorer';
import { type CaptionerFixture, difference, weightsOf } from './captioner';

export interface ScorerFixture {
	readonly shape: ScorerShape;
	readonly tensors: CaptionerFixture['tensors'];
	readonly pictures: readonly number[];
	readonly logits: Values;
	readonly spread: Values;
}

interface Values {
	readonly size: readonly number[];
	readonly values: readonly number[];
}

/** Reads the fixture's pictures: the results' shapes, and their largest absolute error. */
export async function scorerError({ shape, tensors, pictures, logits, spread }: ScorerFixture) {
	const { size } = shape;
	const scorer = new Scorer(shape, weightsOf(tensors));
	const found = scorer.read(
		tensor4d(Float32Array.from(pictures), [pictures.length / (3 * size * size), size, size, 3]),
	);
	const errors = [
		difference(Array.from(await found.logits.data()), logits.values),
		difference(Array.from(await found.spread.data()), spread.values),
	];
	return { shapes: [found.logits.shape, found.spread.shape], error: Math.max(...errors) };
}
