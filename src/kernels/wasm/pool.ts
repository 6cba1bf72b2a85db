/** Runs the kernels' WebAssembly in TensorFlow.js's own memory, with helper threads where that memory is shared. */
import { plain, plainFused, shared, sharedFused } from './binary';
import type { HelperTask } from './helperTask';

/** Kinds of job, as doBatch in assembly/jobs.ts numbers them. */
export const kinds = { convolution: 0, product: 1, gram: 2 } as const;

/** Size of Control in assembly/shared.ts. */
const CONTROL_BYTES = 24;

/** The functions of assembly/plain.ts and assembly/shared.ts. */
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
		readonly exports: Exports,
		private readonly control: number,
		private readonly helpers: readonly Worker[],
		/** Whether products and sums are rounded once, by relaxed SIMD's fused multiply-add. */
		readonly isFused: boolean,
	) {}

	/** Starts the kernels. @param threads total wanted; only one without shared memory, or where helpers do not start */
	static async start(heap: Heap, threads: number): Promise<Pool> {
		const isShared = typeof SharedArrayBuffer !== 'undefined' && heap.memory.buffer instanceof SharedArrayBuffer;
		const { bytes, isFused } = binaryFor(isShared);
		const module = await WebAssembly.compile(bytes);
		const instance = await WebAssembly.instantiate(module, { env: { memory: heap.memory } });
		const control = heap.allocate(CONTROL_BYTES);
		new Uint8Array(heap.memory.buffer, control, CONTROL_BYTES).fill(0);
		const helpers = isShared ? await startHelpers({ module, memory: heap.memory, control }, threads - 1) : [];
		return new Pool(heap, instance.exports as unknown as Exports, control, helpers, isFused);
	}

	get threads(): number {
		return 1 + this.helpers.length;
	}

	/**
	 * Runs a job in batches on all threads, and returns when it is done.
	 *
	 * @param fields the fields of the job's class in assembly/, in order
	 * @param then called before the job's memory is freed
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

	/** Returns scratch memory, reused from job to job while it is large enough. */
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
}

/** Chooses the binary: with fused multiply-add where the browser has relaxed SIMD. */
function binaryFor(isShared: boolean): { bytes: Uint8Array<ArrayBuffer>; isFused: boolean } {
	const decode = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
	const fused = decode(isShared ? sharedFused : plainFused);
	return WebAssembly.validate(fused)
		? { bytes: fused, isFused: true }
		: { bytes: decode(isShared ? shared : plain), isFused: false };
}

/** Starts all helpers or none: a job would wait for ever for a helper that did not start. */
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
