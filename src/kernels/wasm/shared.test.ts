/** The threads' protocol of assembly/shared.ts, with a helper in a thread of Node's. */
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { normalNoise } from '../../nets/prng';
import { shared } from './binary';
import { kinds } from './pool';

const helper = `
const { parentPort, workerData: { module, memory } } = require('node:worker_threads');
const { exports } = new WebAssembly.Instance(module, { env: { memory } });
parentPort.postMessage('ready');
exports.serve(0, 1, 0);
`;

/** Addresses: the control at 0, then the job, and its operands. */
const [JOB, LEFT, RIGHT, OUTPUT] = [64, 1024, 81_920, 131_072];
const [ROWS, CHANNELS] = [300, 64];
/** Rows in a batch: enough for one thread to return while another is at work. */
const BATCH = 60;

it('jobs of all lengths are done when they return, whether or not the helper has come', async () => {
	const memory = new WebAssembly.Memory({ initial: 4, maximum: 65_536, shared: true });
	const module = new WebAssembly.Module(Buffer.from(shared, 'base64'));
	const { exports } = new WebAssembly.Instance(module, { env: { memory } });
	const run = exports.run as (control: number, kind: number, job: number, batches: number) => void;
	const left = new Float32Array(memory.buffer, LEFT, ROWS * CHANNELS);
	left.set(normalNoise(left.length, 1));
	const right = new Float32Array(memory.buffer, RIGHT, CHANNELS ** 2);
	right.set(normalNoise(right.length, 2));
	const output = new Float32Array(memory.buffer, OUTPUT, left.length);
	const multiply = (rows: number) => {
		output.fill(Number.NaN);
		new Int32Array(memory.buffer, JOB).set([LEFT, RIGHT, OUTPUT, rows, CHANNELS, BATCH]);
		run(0, kinds.product, JOB, Math.ceil(rows / BATCH));
		return output.slice(0, rows * CHANNELS);
	};
	// Nobody helps yet.
	const wanted = multiply(ROWS);
	expect(wanted.every(Number.isFinite)).toBe(true);

	const worker = new Worker(helper, { eval: true, workerData: { module, memory } });
	try {
		await new Promise((ready) => worker.once('message', ready));
		for (let job = 0; job < 500; job++) {
			const rows = 6 + ((job * 37) % (ROWS - 6));
			const got = multiply(rows);
			if (!got.every((value, at) => value === wanted[at])) throw new Error(`job ${job} of ${rows} rows`);
		}
	} finally {
		await worker.terminate();
	}
});
