/** Which birds a sheet has: their sentences and noises. */
import { largestSeed } from '../../options/declare';
import type { ImagineOptions } from './options';
import type { Sheet } from './state';
import type { Bird } from './types';

const neighbours = 8;

const wrapped = (seed: number): number => seed % (largestSeed + 1);

/** Birds of one sentence with the seeds from `seed` on, which begin anew behind the largest. */
export const samplesOf = (text: string, seed: number, samples: number): readonly Bird[] =>
	Array.from({ length: samples }, (_, at) => ({ text, seed: wrapped(seed + at) }));

/** The seed as it stands, or the next whose birds are on no sheet yet. */
export function unusedSeed({ seed, samples }: ImagineOptions, sheets: readonly Pick<Sheet, 'kind' | 'seed'>[]): number {
	const used = new Set(sheets.flatMap((sheet) => (sheet.kind === 'samples' ? sheet.seed : [])));
	let unused = seed;
	while (used.has(unused)) unused = wrapped(unused + samples);
	return unused;
}

/** Seeds of neighbours lie far from those of samples, so that no neighbour is near to the next sample. */
const farAway = 1_000_003;

/**
 * Birds of the same sentence with noises near to that of one.
 * @param turn another number gives other neighbours
 */
export const neighboursOf = (bird: Bird, distance: number, turn: number): readonly Bird[] =>
	Array.from({ length: neighbours }, (_, at) => {
		const seed = wrapped(bird.seed + farAway * (turn + 1) + at);
		return { ...bird, near: [...(bird.near ?? []), { seed, distance }] };
	});

/** Whether two birds are drawn alike. */
export const isSameBird = (a: Bird | undefined, b: Bird): boolean => JSON.stringify(a) === JSON.stringify(b);
