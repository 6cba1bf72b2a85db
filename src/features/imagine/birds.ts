/** The birds of a sheet: their sentences, seeds and noises. */
import { largestSeed } from '../../options/declare';
import type { Sheet } from './state';
import type { Bird } from './types';

const neighbours = 8;

const wrapped = (seed: number): number => seed % (largestSeed + 1);

/** Birds of one sentence with consecutive seeds from `seed`; after the largest seed comes 0. */
export const samplesOf = (text: string, seed: number, samples: number): readonly Bird[] =>
	Array.from({ length: samples }, (_, at) => ({ text, seed: wrapped(seed + at) }));

/** The current seed, or the next one whose birds are not on a sheet yet. */
export function unusedSeed(seed: number, sheets: readonly Pick<Sheet, 'kind' | 'seed' | 'birds'>[]): number {
	const used = new Map<number, number>();
	for (const { kind, seed: first, birds } of sheets) {
		if (kind === 'samples') used.set(first, Math.max(birds.length, used.get(first) ?? 1));
	}
	let unused = seed;
	for (let birds = used.get(unused); birds !== undefined; birds = used.get(unused)) unused = wrapped(unused + birds);
	return unused;
}

/** Offset between the seeds of samples and of their neighbours, so that no neighbour shares a noise with the next sample. */
const neighbourOffset = 1_000_003;

/**
 * Birds of the same sentence with noises close to that of the given bird.
 * @param variant each number gives different neighbours
 */
export const neighboursOf = (bird: Bird, distance: number, variant: number): readonly Bird[] =>
	Array.from({ length: neighbours }, (_, at) => {
		const seed = wrapped(bird.seed + neighbourOffset * (variant + 1) + at);
		return { ...bird, near: [...(bird.near ?? []), { seed, distance }] };
	});

/** Whether two birds give the same picture. */
export const isSameBird = (a: Bird | undefined, b: Bird): boolean => JSON.stringify(a) === JSON.stringify(b);
