/** Measures Imagine with the studio's worker, from a sentence to its birds. */
import { asker } from './ask';
import type { ImagineReport } from './imagineTable';
import { type BenchOptions, runBench } from './session';

const ask = asker('imagineBench');

export const benchImagine = (options: BenchOptions): Promise<ImagineReport> =>
	runBench('imagineBench', options, (page) => {
		options.say(`A sheet of either kind, ${options.rounds} times ...`);
		return ask(page, 'draw', options.rounds);
	});
