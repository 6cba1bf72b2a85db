/**
 * `npm run soak [-- JOBS [SEED]]`: runs mixed jobs of every tab on WASM and cancels a third; 240 by default. Prints a line
 * after each round of 40 jobs, and at the end a report as JSON.
 */
import { inStudio } from '../cli/studio';
import { soak } from './support/soak';

const [jobs = 240, seed = 1] = process.argv.slice(2).map(Number);
if (![jobs, seed].every((value) => Number.isInteger(value) && value > 0)) {
	console.error('npm run soak -- JOBS SEED takes two whole numbers above 0.');
	process.exit(2);
}
const report = await inStudio({ backend: 'wasm' }, async (page) => {
	// tsx marks functions with their names by this helper, which the page does not have.
	await page.evaluate('globalThis.__name = (marked) => marked');
	return soak(page, { jobs, seed, round: 40, atOnce: 4, patience: 30 * 60_000, say: console.error });
});
console.log(JSON.stringify(report, null, '\t'));
const { lost, hung, failed, restarts, memory } = report;
const isSound = lost + hung.length + failed.length + restarts.length === 0;
process.exitCode = isSound && memory.every(({ leakedTensors }) => leakedTensors === 0) ? 0 : 1;
