/** Times sheets of birds, for the benches. */
import type { Engine } from '../../engine/protocol';
import { defaultImagineOptions } from './options';
import type { ImagineJobs, ImagineProgress, Stages } from './types';

/** Number of birds on a timed sheet. */
export const timedBirds = 8;

/** Used in turn, so that no sentence is used twice in a row. */
const sentences = [
	'a small bird with a red head, white belly and black wings',
	'a bird that is all blue',
	'this bird has a yellow belly and black wings, and a short pointed beak',
	'a brown bird',
	'a large black bird with a long hooked bill',
	'a white bird with grey wings and an orange beak',
	'a green bird with a red throat',
] as const;

/** Milliseconds from the request to the first and last event of each type, and to the result. */
export interface TimedSheet {
	readonly first: Readonly<Partial<Record<ImagineProgress['type'], number>>>;
	readonly last: Readonly<Partial<Record<ImagineProgress['type'], number>>>;
	readonly whole: number;
	/** SHA-256 over the networks used. */
	readonly modelHash: string;
}

/** @param round each has a sentence and seeds of its own */
export async function timeSheet(
	engine: Pick<Engine<ImagineJobs>, 'run'>,
	stages: Stages,
	round: number,
	signal?: AbortSignal,
): Promise<TimedSheet> {
	const text = sentences[round % sentences.length] as string;
	const birds = Array.from({ length: timedBirds }, (_, at) => ({ text, seed: timedBirds * round + at }));
	const first: Partial<Record<ImagineProgress['type'], number>> = {};
	const last: Partial<Record<ImagineProgress['type'], number>> = {};
	const began = performance.now();
	const { drawn, modelHash } = await engine.run(
		'imagine',
		{ birds, truncation: defaultImagineOptions.truncation, stages },
		{
			...(signal && { signal }),
			onProgress: ({ type }) => {
				const now = performance.now() - began;
				first[type] ??= now;
				last[type] = now;
			},
		},
	);
	if (drawn !== timedBirds) throw new Error(`Of ${timedBirds} birds, ${drawn} were drawn.`);
	return { first, last, whole: performance.now() - began, modelHash };
}
