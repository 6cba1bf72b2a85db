/** Makes a table of Imagine's figures and their goals. */
import { type Goal, goalTable, goalRow as row, share } from './goals';
import type { ImagineTimes } from './page/imagineQuestions';
import type { BenchReport } from './session';
import { times } from './table';

export type ImagineReport = BenchReport & ImagineTimes;

/** The slice's own table, for eight birds. */
const goals = {
	stageOne: { floor: 1500, aim: 600 },
	both: { floor: 2500, aim: 1200 },
} satisfies Record<string, Goal>;

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];

/** A Markdown table with aligned columns. */
export function imagineTable(measured: ImagineReport): string {
	const { birds, read, firstSketch, stageOne, lastSketch, firstDetail, both, ratio } = measured;
	const many = numbers[birds] ?? String(birds);
	const sketch = (stageOne - read) / birds;
	const detail = (both - lastSketch) / birds;
	return goalTable([
		row(`${many} sketches, stage I alone`, stageOne, '', goals.stageOne),
		row('- the sentence read', read, share(read, stageOne)),
		row('- the first sketch on the page', firstSketch, share(firstSketch, stageOne)),
		row('- one sketch', sketch, share(sketch, stageOne)),
		row(`${many} birds, both stages`, both, times(ratio), goals.both),
		row('- until the last sketch', lastSketch, share(lastSketch, both)),
		row('- until the first detail', firstDetail, share(firstDetail, both)),
		row('- one detail', detail, share(detail, both)),
	]);
}
