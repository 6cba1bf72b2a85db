import type { Asked } from '../../../engine/testing/fakeEngine';
import type { BirdPicture, ImagineProgress, ImagineRequest, ImagineResult } from '../types';

export const picture = (size: number): BirdPicture => ({ size, pixels: new Uint8ClampedArray(4 * size * size) });

export const sketched = (index: number): ImagineProgress => ({
	type: 'sketch',
	index,
	picture: picture(64),
	seconds: index + 1,
});

export const detailed = (index: number): ImagineProgress => ({
	type: 'detail',
	index,
	picture: picture(256),
	seconds: index + 10,
});

/** @param order the birds, the one that fits best first @param likely of each bird, for all that is told */
export const scored = (order: readonly number[], likely: readonly number[]): ImagineProgress => ({
	type: 'scored',
	order,
	likely: likely.map((value) => [value]),
	unseen: { one: 0.02, most: 0.1 },
	seconds: 9,
});

export const resultOf = (drawn: number, more: Partial<ImagineResult> = {}): ImagineResult => ({
	drawn,
	sketchSeconds: 1,
	seconds: 3,
	backend: 'wasm',
	modelHash: 'nets',
	...more,
});

/** Reports all requested pictures and resolves the job. */
export function finish({ request, report, resolve }: Asked<ImagineRequest>, more: Partial<ImagineResult> = {}): void {
	const { birds, stages } = request;
	for (const at of birds.keys()) report(sketched(at));
	if (stages === 2) for (const at of birds.keys()) report(detailed(at));
	resolve(resultOf(birds.length, more));
}
