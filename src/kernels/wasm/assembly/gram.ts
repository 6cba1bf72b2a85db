/** Gram matrix F^T F of a tall matrix, row by row, without transposing; only one triangle is computed. */
import { multiplyAdd } from './multiplyAdd';
import { PANEL } from './product';

/** Channels of the left factor processed at once. */
const ROWS: i32 = 4;

@unmanaged
export class Gram {
	/** [rows, channels] */
	input: usize;
	/** [channels, channels] */
	output: usize;
	/** One [channels, channels] per thread, initially zeros. */
	sums: usize;
	rows: i32;
	/** A multiple of PANEL. */
	channels: i32;
	/** Rows in a batch: few enough to stay in the L1 cache. */
	batch: i32;
}

/** Adds the products of one batch of rows to the thread's own sums. */
export function gramBatch(job: Gram, index: i32, thread: i32): void {
	const channels = job.channels;
	const stride = <usize>(channels * 4);
	const first = index * job.batch;
	const count = min(job.batch, job.rows - first);
	const rows = job.input + <usize>first * stride;
	const sums = job.sums + <usize>(thread * channels) * stride;
	for (let panel = 0; panel < channels; panel += PANEL) {
		// Only up to the panel's own columns: the matrix is symmetric.
		for (let i = 0; i < panel + PANEL; i += ROWS) {
			const cell = sums + <usize>i * stride + <usize>(panel << 2);
			addOuterProducts(rows + <usize>(i << 2), rows + <usize>(panel << 2), count, stride, cell);
		}
	}
}

/** cell[ROWS][PANEL] += sum over the rows of a[ROWS] b[PANEL]. */
function addOuterProducts(a: usize, b: usize, count: i32, stride: usize, cell: usize): void {
	const c1 = cell + stride;
	const c2 = c1 + stride;
	const c3 = c2 + stride;
	let p0 = v128.load(cell),
		q0 = v128.load(cell, 16);
	let p1 = v128.load(c1),
		q1 = v128.load(c1, 16);
	let p2 = v128.load(c2),
		q2 = v128.load(c2, 16);
	let p3 = v128.load(c3),
		q3 = v128.load(c3, 16);
	for (let row = 0; row < count; row++) {
		const p = v128.load(b);
		const q = v128.load(b, 16);
		let x = v128.load32_splat(a);
		p0 = multiplyAdd(x, p, p0);
		q0 = multiplyAdd(x, q, q0);
		x = v128.load32_splat(a, 4);
		p1 = multiplyAdd(x, p, p1);
		q1 = multiplyAdd(x, q, q1);
		x = v128.load32_splat(a, 8);
		p2 = multiplyAdd(x, p, p2);
		q2 = multiplyAdd(x, q, q2);
		x = v128.load32_splat(a, 12);
		p3 = multiplyAdd(x, p, p3);
		q3 = multiplyAdd(x, q, q3);
		a += stride;
		b += stride;
	}
	v128.store(cell, p0);
	v128.store(cell, q0, 16);
	v128.store(c1, p1);
	v128.store(c1, q1, 16);
	v128.store(c2, p2);
	v128.store(c2, q2, 16);
	v128.store(c3, p3);
	v128.store(c3, q3, 16);
}

/** Adds up the threads' sums and mirrors the triangle. Called once, after all batches. */
export function finishGram(job: Gram, threads: i32): void {
	const channels = job.channels;
	const part = <usize>(channels * channels * 4);
	for (let i = 0; i < channels; i++) {
		for (let j = i; j < channels; j++) {
			const at = <usize>((i * channels + j) << 2);
			let sum: f32 = 0;
			for (let thread = 0; thread < threads; thread++) sum += load<f32>(job.sums + <usize>thread * part + at);
			store<f32>(job.output + at, sum);
			store<f32>(job.output + <usize>((j * channels + i) << 2), sum);
		}
	}
}
