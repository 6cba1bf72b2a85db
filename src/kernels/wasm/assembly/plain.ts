/** Entry point for unshared memory: a single thread runs all batches. */
import { doBatch } from './jobs';

export { finishGram } from './gram';
export { packPanels } from './product';
export { convolutionScratch } from './winograd';

/** Runs a job. @param _control used only with shared memory */
export function run(_control: usize, _helpers: i32, kind: i32, job: usize, batches: i32): void {
	for (let index = 0; index < batches; index++) doBatch(kind, job, index, 0);
}
