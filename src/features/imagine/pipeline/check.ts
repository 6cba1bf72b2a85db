/** Checks requests for birds before any work is done. */
import { AtelierError } from '../../../models/errors';
import { checkNumber } from '../../../options/check';
import { imagineOptions, mostBirds } from '../options';
import type { Bird, ImagineRequest } from '../types';

const share = { min: 0, max: 1, step: 0.01 };

/** @throws AtelierError option-invalid naming the wrong value and its range */
export function checkRequest({ birds, truncation, stages, best = 1 }: ImagineRequest): void {
	checkCount('Birds', birds);
	checkNumber('Birds that are finished', { min: 1, max: birds.length, step: 1 }, best);
	checkTruncation(truncation);
	checkNumber('Stages', { min: 1, max: 2, step: 1 }, stages);
	for (const bird of birds) checkBird(bird);
}

export function checkBird({ seed: own, near = [], towards }: Bird): void {
	checkSeeds([own, ...near.map((step) => step.seed), ...(towards?.seed === undefined ? [] : [towards.seed])]);
	for (const { distance } of near) checkNumber('Variation', share, distance);
	if (towards) checkNumber('Blend', share, towards.share);
}

export function checkSeeds(seeds: readonly number[]): void {
	const { seed } = imagineOptions;
	for (const value of seeds) checkNumber(seed.label, seed, value);
}

export function checkTruncation(value: number): void {
	const { truncation } = imagineOptions;
	checkNumber(truncation.label, truncation, value);
}

/** At least one, at most `mostBirds`. */
export function checkCount(what: string, list: readonly unknown[]): void {
	if (list.length >= 1 && list.length <= mostBirds) return;
	throw new AtelierError('option-invalid', `${what}: choose 1 to ${mostBirds}, not ${list.length}.`);
}
