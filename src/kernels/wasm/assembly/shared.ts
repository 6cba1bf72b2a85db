/** Entry point for shared memory: the tensor worker and its helpers take batches from a shared counter. */
import { doBatch } from './jobs';

export { finishGram } from './gram';
export { packPanels } from './product';
export { convolutionScratch } from './winograd';

/** Times a thread polls before it sleeps: the next job usually comes within microseconds. */
const PATIENCE: i32 = 4000;

/** State shared by all threads; initially zeros. */
@unmanaged
class Control {
	/** Incremented with each job. */
	generation: i32;
	kind: i32;
	job: usize;
	batches: i32;
	/** Index of the next batch. */
	next: i32;
	/** Helpers that have not finished this job. */
	busy: i32;
}

function takePart(control: Control, thread: i32): void {
	const at = changetype<usize>(control);
	const kind = atomic.load<i32>(at, offsetof<Control>('kind'));
	const job = atomic.load<usize>(at, offsetof<Control>('job'));
	const batches = atomic.load<i32>(at, offsetof<Control>('batches'));
	for (;;) {
		const index = atomic.add<i32>(at, 1, offsetof<Control>('next'));
		if (index >= batches) return;
		doBatch(kind, job, index, thread);
	}
}

/** Runs a job together with the helpers, and returns when all batches are done. */
export function run(control: Control, helpers: i32, kind: i32, job: usize, batches: i32): void {
	const at = changetype<usize>(control);
	atomic.store<i32>(at, kind, offsetof<Control>('kind'));
	atomic.store<usize>(at, job, offsetof<Control>('job'));
	atomic.store<i32>(at, batches, offsetof<Control>('batches'));
	atomic.store<i32>(at, 0, offsetof<Control>('next'));
	atomic.store<i32>(at, helpers, offsetof<Control>('busy'));
	atomic.add<i32>(at, 1);
	atomic.notify(at, -1);
	takePart(control, 0);
	let patience = PATIENCE;
	for (;;) {
		const busy = atomic.load<i32>(at, offsetof<Control>('busy'));
		if (busy == 0) return;
		if (--patience <= 0) atomic.wait<i32>(at + offsetof<Control>('busy'), busy, -1);
	}
}

/** A helper's main loop, which never returns. @param thread 1, 2, ... @param seen the generation at its start */
export function serve(control: Control, thread: i32, seen: i32): void {
	const at = changetype<usize>(control);
	for (;;) {
		let patience = PATIENCE;
		while (atomic.load<i32>(at) == seen) {
			if (--patience <= 0) atomic.wait<i32>(at, seen, -1);
		}
		seen++;
		takePart(control, thread);
		atomic.sub<i32>(at, 1, offsetof<Control>('busy'));
		atomic.notify(at + offsetof<Control>('busy'), 1);
	}
}
