/** Whatever asks for birds (page, command line) is checked here, before any work. */
import { checkNumbers } from '../../../engine/worker/checkNumbers';
import { AtelierError } from '../../../models/errors';
import { imagineOptions, mostBirds } from '../options';
import type { Bird, ImagineRequest } from '../types';

const { seed, truncation } = imagineOptions;
const share = { min: 0, max: 1, step: 0.01 };

/** @throws AtelierError option-invalid naming what is wrong and what it can be (so do those below) */
export function checkRequest({ birds, truncation, stages }: ImagineRequest): void {
	checkCount('Birds', birds);
	checkTruncation(truncation);
	checkNumbers({ stages: { label: 'Stages', min: 1, max: 2, step: 1 } }, { stages });
	for (const bird of birds) checkBird(bird);
}

export function checkBird({ seed: own, near = [], towards }: Bird): void {
	checkSeeds([own, ...near.map((step) => step.seed), ...(towards?.seed === undefined ? [] : [towards.seed])]);
	for (const { distance } of near) checkNumbers({ distance: { ...share, label: 'Distance' } }, { distance });
	if (towards) checkNumbers({ share: { ...share, label: 'Place on the way' } }, { share: towards.share });
}

export function checkSeeds(seeds: readonly number[]): void {
	for (const value of seeds) checkNumbers({ seed }, { seed: value });
}

export function checkTruncation(value: number): void {
	checkNumbers({ truncation }, { truncation: value });
}

/** At least one, at most `mostBirds`. */
export function checkCount(what: string, list: readonly unknown[]): void {
	if (list.length >= 1 && list.length <= mostBirds) return;
	throw new AtelierError('option-invalid', `${what}: choose 1 to ${mostBirds}, not ${list.length}.`);
}
