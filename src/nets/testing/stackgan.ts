/** For tests: compares this backend with PyTorch on tiny generators (training/fixtures/stackgan_fixture.py). */
import { type Tensor4D, tensor2d } from '@tensorflow/tfjs-core';
import { Augmentation } from '../stackgan/augmentation';
import { DetailGenerator } from '../stackgan/detailGenerator';
import type { StackGanShape } from '../stackgan/shape';
import { SketchGenerator } from '../stackgan/sketchGenerator';
import { type CaptionerFixture, weightsOf } from './captioner';

/** Every `every`-th of `size` values. */
export interface Sampled {
	readonly every: number;
	readonly size: number;
	readonly values: readonly number[];
}

export interface StackGanFixture {
	readonly shape: StackGanShape;
	readonly tensors: CaptionerFixture['tensors'];
	readonly text: readonly (readonly number[])[];
	/** Means and standard deviations, by stage. */
	readonly distributions: readonly (readonly (readonly number[])[])[];
	readonly condition: readonly (readonly number[])[];
	readonly noise: readonly (readonly number[])[];
	readonly sketches: Sampled;
	readonly details: Sampled;
}

/** The imported JSON, whose lists have no fixed length for the type checker. */
type FromJson = Omit<StackGanFixture, 'shape'> & { readonly shape: unknown };

/** Largest absolute errors; all values are of the order of 1. Tensors made here are disposed of at the end of the caller's scope. */
export async function stackGanErrors(fixture: FromJson): Promise<Record<string, number>> {
	const { text, distributions, sketches, details } = fixture;
	const shape = fixture.shape as StackGanShape;
	const weights = weightsOf(fixture.tensors);
	const errors: Record<string, number> = {};
	for (const stage of [1, 2] as const) {
		const [mean, sigma] = new Augmentation(shape, weights, stage).read(rows(text));
		const [means = [], sigmas = []] = distributions[stage - 1] ?? [];
		errors[`mean ${stage}`] = difference(await mean.data(), { every: 1, size: means.length, values: means });
		errors[`sigma ${stage}`] = difference(await sigma.data(), { every: 1, size: sigmas.length, values: sigmas });
	}
	const [condition, noise] = [rows(fixture.condition), rows(fixture.noise)];
	const small = last(new SketchGenerator(shape, weights).draw(condition, noise));
	errors.sketches = difference(await small.data(), sketches);
	const large = last(new DetailGenerator(shape, weights).draw(small, condition));
	errors.details = difference(await large.data(), details);
	return errors;
}

const rows = (values: readonly (readonly number[])[]) => tensor2d(values.map((row) => [...row]));

function last(pass: Generator<Tensor4D, Tensor4D>): Tensor4D {
	for (;;) {
		const { done, value } = pass.next();
		if (done) return value;
	}
}

/** Returns the largest absolute difference at the sampled positions. */
export function difference(got: ArrayLike<number>, { every, size, values }: Sampled): number {
	if (got.length !== size) throw new Error(`${size} values were expected, not ${got.length}.`);
	return values.reduce((worst, value, at) => Math.max(worst, Math.abs(value - (got[at * every] as number))), 0);
}
