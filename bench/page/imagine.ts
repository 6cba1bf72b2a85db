/** The page of Imagine's bench: times the studio's engine and worker as a visitor would wait for them. */

import { median } from '../../src/app/bench/rounds';
import type { BackendName, Engine } from '../../src/engine/protocol';
import { type TimedSheet, timedBirds, timeSheet } from '../../src/features/imagine/timing';
import type { ImagineJobs } from '../../src/features/imagine/types';
import { studioEngine } from './engine';
import type { ImagineBench, ImagineTimes } from './imagineQuestions';

let engine: Engine<ImagineJobs>;
let modelHash = '';

async function start(backend: BackendName) {
	engine = studioEngine<ImagineJobs>(backend);
	return engine.start();
}

const known = (time: number | undefined): number => {
	if (time === undefined) throw new Error('The sheet did not tell of all its steps.');
	return time;
};

async function draw(rounds: number): Promise<ImagineTimes> {
	const drawn: { readonly one: TimedSheet; readonly both: TimedSheet }[] = [];
	for (let round = -1; round < rounds; round++) {
		const pair = { one: await timeSheet(engine, 1, 2 * round + 2), both: await timeSheet(engine, 2, 2 * round + 3) };
		modelHash = pair.both.modelHash;
		if (round >= 0) drawn.push(pair);
	}
	const of = (figure: (pair: { readonly one: TimedSheet; readonly both: TimedSheet }) => number) =>
		median(drawn.map(figure));
	return {
		birds: timedBirds,
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
