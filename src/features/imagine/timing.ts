/** Times sheets of birds, for the benches. */
import type { Engine } from '../../engine/protocol';
import { defaultImagineOptions } from './options';
import { nameOf } from './told';
import type { ImagineJobs, ImagineProgress, Stages, Told } from './types';

/** Number of birds that a timed sheet shows. With stage II it chooses them from as many sketches as by default. */
export const timedBirds = 8;

/** What sentences tell, used in turn, so that no sentence is used twice in a row. */
const told: readonly (readonly Told[])[] = [
	[
		{ slot: 'head', colour: 'red' },
		{ slot: 'belly', colour: 'white' },
		{ slot: 'wings', colour: 'black' },
	],
	[
		{ slot: 'breast', colour: 'blue' },
		{ slot: 'back', colour: 'grey' },
	],
	[
		{ slot: 'belly', colour: 'yellow' },
		{ slot: 'wings', colour: 'black' },
		{ slot: 'beak', colour: 'orange' },
	],
];

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
	const own = told[round % told.length] as readonly Told[];
	const text = `a bird with ${own.map(nameOf).join(' and ')}`;
	const sketches = stages === 1 ? timedBirds : timedBirds * defaultImagineOptions.bestOf;
	const chosen = stages === 1 ? {} : { told: own, best: timedBirds };
	const birds = Array.from({ length: sketches }, (_, at) => ({ text, seed: sketches * round + at }));
	const first: Partial<Record<ImagineProgress['type'], number>> = {};
	const last: Partial<Record<ImagineProgress['type'], number>> = {};
	const began = performance.now();
	const { drawn, modelHash } = await engine.run(
		'imagine',
		{ birds, truncation: defaultImagineOptions.truncation, stages, ...chosen },
		{
			...(signal && { signal }),
			onProgress: ({ type }) => {
				const now = performance.now() - began;
				first[type] ??= now;
				last[type] = now;
			},
		},
	);
	if (drawn !== sketches) throw new Error(`Of ${sketches} sketches, ${drawn} were drawn.`);
	return { first, last, whole: performance.now() - began, modelHash };
}
