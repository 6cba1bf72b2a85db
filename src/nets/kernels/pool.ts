/** The kernels' WebAssembly, working in TensorFlow.js's own memory, with helper threads where that is shared. */
import { plain, shared } from './binary';
import type { HelperTask } from './helperTask';

/** Numbers of doBatch in assembly/jobs.ts. */
export const kinds = { convolution: 0, product: 1, gram: 2 } as const;

/** Bytes of Control in assembly/shared.ts. */
const CONTROL_BYTES = 24;

interface Exports {
	run(control: number, helpers: number, kind: number, job: number, batches: number): void;
	finishGram(job: number, threads: number): void;
	packPanels(from: number, channels: number, to: number): void;
	convolutionScratch(inputs: number, outputs: number, batch: number): number;
}

export interface Heap {
	readonly memory: WebAssembly.Memory;
	allocate(bytes: number): number;
	release(address: number): void;
}

export class Pool {
	private scratch = { address: 0, bytes: 0 };
	private constructor(
		private readonly heap: Heap,
		private readonly exports: Exports,
		private readonly control: number,
		private readonly helpers: readonly Worker[],
	) {}

	/** @param threads wanted in all; without shared memory, or where helpers do not start, there is one */
	static async start(heap: Heap, threads: number): Promise<Pool> {
		const isShared = typeof SharedArrayBuffer !== 'undefined' && heap.memory.buffer instanceof SharedArrayBuffer;
		const bytes = Uint8Array.from(atob(isShared ? shared : plain), (letter) => letter.charCodeAt(0));
		const module = await WebAssembly.compile(bytes);
		const instance = await WebAssembly.instantiate(module, { env: { memory: heap.memory } });
		const control = heap.allocate(CONTROL_BYTES);
		new Uint8Array(heap.memory.buffer, control, CONTROL_BYTES).fill(0);
		const helpers = isShared ? await startHelpers({ module, memory: heap.memory, control }, threads - 1) : [];
		return new Pool(heap, instance.exports as unknown as Exports, control, helpers);
	}

	get threads(): number {
		return 1 + this.helpers.length;
	}

	/**
	 * Does a job in batches on all threads; returns when it is done.
	 *
	 * @param fields the job's class in assembly/, in its order
	 * @param then called while the job's memory is still there
	 */
	run(kind: number, fields: readonly number[], batches: number, then?: (job: number) => void): void {
		const job = this.heap.allocate(fields.length * 4);
		try {
			new Int32Array(this.heap.memory.buffer, job, fields.length).set(fields);
			this.exports.run(this.control, this.helpers.length, kind, job, batches);
			then?.(job);
		} finally {
			this.heap.release(job);
		}
	}

	/** Memory to work in, the same from one job to the next as long as it is large enough. */
	workspace(bytes: number): number {
		if (this.scratch.bytes < bytes) {
			if (this.scratch.bytes > 0) this.heap.release(this.scratch.address);
			this.scratch = { address: 0, bytes: 0 };
			this.scratch = { address: this.heap.allocate(bytes), bytes };
		}
		return this.scratch.address;
	}

	zero(address: number, bytes: number): void {
		new Uint8Array(this.heap.memory.buffer, address, bytes).fill(0);
	}

	finishGram(job: number): void {
		this.exports.finishGram(job, this.threads);
	}

	packPanels(from: number, channels: number, to: number): void {
		this.exports.packPanels(from, channels, to);
	}

	convolutionScratch(inputs: number, outputs: number, batch: number): number {
		return this.exports.convolutionScratch(inputs, outputs, batch);
	}
}

/** All of them or none: a helper that is counted on but not there would be waited for for ever. */
async function startHelpers(task: Omit<HelperTask, 'thread'>, count: number): Promise<Worker[]> {
	const started: Worker[] = [];
	try {
		const ready = Array.from({ length: Math.max(0, count) }, (_, at) => {
			const worker = new Worker(new URL('./helper.ts', import.meta.url), { type: 'module', name: `kernels-${at + 1}` });
			started.push(worker);
			return new Promise<void>((resolve, reject) => {
				worker.onmessage = () => resolve();
				worker.onerror = (event) => reject(new Error(event.message));
				worker.postMessage({ ...task, thread: at + 1 } satisfies HelperTask);
			});
		});
		await Promise.all(ready);
		return started;
	} catch (error) {
		console.warn('The kernels run on one thread.', error);
		for (const worker of started) worker.terminate();
		return [];
	}
}
