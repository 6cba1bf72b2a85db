/** The page of Imagine's bench: times the studio's engine and worker as a visitor would wait for them. */

import type { BackendName, Engine } from '../../src/engine/protocol';
import { defaultImagineOptions } from '../../src/features/imagine/options';
import type { ImagineJobs, ImagineProgress, Stages } from '../../src/features/imagine/types';
import { studioEngine } from './engine';
import type { ImagineBench, ImagineTimes } from './imagineQuestions';
import { median } from './rounds';

const birds = 8;
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

let engine: Engine<ImagineJobs>;
let modelHash = '';

async function start(backend: BackendName) {
	engine = studioEngine<ImagineJobs>(backend);
	return engine.start();
}

/** Milliseconds from the request to the first and last event of each type, and to the result. */
interface Sheet {
	readonly first: Readonly<Partial<Record<ImagineProgress['type'], number>>>;
	readonly last: Readonly<Partial<Record<ImagineProgress['type'], number>>>;
	readonly whole: number;
}

async function drawSheet(stages: Stages, round: number): Promise<Sheet> {
	const text = sentences[round % sentences.length] as string;
	const sheet = Array.from({ length: birds }, (_, at) => ({ text, seed: birds * round + at }));
	const first: Partial<Record<ImagineProgress['type'], number>> = {};
	const last: Partial<Record<ImagineProgress['type'], number>> = {};
	const began = performance.now();
	const result = await engine.run(
		'imagine',
		{ birds: sheet, truncation: defaultImagineOptions.truncation, stages },
		{
			onProgress: ({ type }) => {
				const now = performance.now() - began;
				first[type] ??= now;
				last[type] = now;
			},
		},
	);
	if (result.drawn !== birds) throw new Error(`Of ${birds} birds, ${result.drawn} were drawn.`);
	modelHash = result.modelHash;
	return { first, last, whole: performance.now() - began };
}

const known = (time: number | undefined): number => {
	if (time === undefined) throw new Error('The sheet did not tell of all its steps.');
	return time;
};

async function draw(rounds: number): Promise<ImagineTimes> {
	const drawn: { readonly one: Sheet; readonly both: Sheet }[] = [];
	for (let round = -1; round < rounds; round++) {
		const pair = { one: await drawSheet(1, 2 * round + 2), both: await drawSheet(2, 2 * round + 3) };
		if (round >= 0) drawn.push(pair);
	}
	const of = (figure: (pair: { readonly one: Sheet; readonly both: Sheet }) => number) => median(drawn.map(figure));
	return {
		birds,
		read: of(({ one }) => known(one.first.read)),
		firstSketch: of(({ one }) => known(one.first.sketch)),
		stageOne: of(({ one }) => one.whole),
		lastSketch: of(({ both }) => known(both.last.sketch)),
		firstDetail: of(({ both }) => known(both.first.detail)),
		both: of(({ both }) => both.whole),
		ratio: of(({ one, both }) => both.whole / one.whole),
	};
}

const bench: ImagineBench = { start, draw, modelHash: async () => modelHash };
window.imagineBench = bench;
