/** Entry for memory that is not shared: one thread does all. */
import { doBatch } from './jobs';

export { finishGram } from './gram';
export { packPanels } from './product';
export { convolutionScratch } from './winograd';

/** @param _control only shared memory needs one */
export function run(_control: usize, _helpers: i32, kind: i32, job: usize, batches: i32): void {
	for (let index = 0; index < batches; index++) doBatch(kind, job, index, 0);
}
