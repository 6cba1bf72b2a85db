/** `npm run soak [-- JOBS [SEED]]`: runs mixed jobs of every tab on WASM and cancels a third; 240 by default. Prints a report as JSON. */
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
	return soak(page, { jobs, atOnce: 4, seed });
});
console.log(JSON.stringify(report, null, '\t'));
const { done, cancelled, failed, memory } = report;
const isSound = failed.length === 0 && done + cancelled === jobs && memory.leakedTensors === 0;
process.exitCode = isSound ? 0 : 1;
