/** Matrix products, the inner loop of all kernels. */

import { multiplyAdd } from './multiplyAdd';

/** Columns stored side by side in a packed right operand. */
export const PANEL: i32 = 8;
/** Rows computed at once: 12 accumulators, two vectors of columns and one row element use nearly all 16 registers. */
export const ROWS: i32 = 6;

/**
 * Computes c = a b for ROWS rows of a and one panel of b.
 *
 * @param a f32, rows `aStride` bytes apart
 * @param b the panel: [k][PANEL] f32
 * @param c f32, rows `cStride` bytes apart
 */
// @ts-expect-error: decorators of functions are AssemblyScript's
@inline
export function productOfPanel(a: usize, aStride: usize, b: usize, k: i32, c: usize, cStride: usize): void {
	let a1 = a + aStride;
	let a2 = a1 + aStride;
	let a3 = a2 + aStride;
	let a4 = a3 + aStride;
	let a5 = a4 + aStride;
	let p0 = f32x4.splat(0), q0 = p0;
	let p1 = p0, q1 = p0;
	let p2 = p0, q2 = p0;
	let p3 = p0, q3 = p0;
	let p4 = p0, q4 = p0;
	let p5 = p0, q5 = p0;
	for (let left = k; left > 0; left--) {
		const p = v128.load(b);
		const q = v128.load(b, 16);
		let x = v128.load32_splat(a);
		p0 = multiplyAdd(x, p, p0);
		q0 = multiplyAdd(x, q, q0);
		x = v128.load32_splat(a1);
		p1 = multiplyAdd(x, p, p1);
		q1 = multiplyAdd(x, q, q1);
		x = v128.load32_splat(a2);
		p2 = multiplyAdd(x, p, p2);
		q2 = multiplyAdd(x, q, q2);
		x = v128.load32_splat(a3);
		p3 = multiplyAdd(x, p, p3);
		q3 = multiplyAdd(x, q, q3);
		x = v128.load32_splat(a4);
		p4 = multiplyAdd(x, p, p4);
		q4 = multiplyAdd(x, q, q4);
		x = v128.load32_splat(a5);
		p5 = multiplyAdd(x, p, p5);
		q5 = multiplyAdd(x, q, q5);
		a += 4;
		a1 += 4;
		a2 += 4;
		a3 += 4;
		a4 += 4;
		a5 += 4;
		b += 32;
	}
	v128.store(c, p0);
	v128.store(c, q0, 16);
	c += cStride;
	v128.store(c, p1);
	v128.store(c, q1, 16);
	c += cStride;
	v128.store(c, p2);
	v128.store(c, q2, 16);
	c += cStride;
	v128.store(c, p3);
	v128.store(c, q3, 16);
	c += cStride;
	v128.store(c, p4);
	v128.store(c, q4, 16);
	c += cStride;
	v128.store(c, p5);
	v128.store(c, q5, 16);
}

/** Job: a tall matrix times a square one. */
@unmanaged
export class Product {
	/** [rows, channels] */
	left: usize;
	/** [channels / PANEL][channels][PANEL] */
	right: usize;
	/** [rows, channels] */
	output: usize;
	/** At least ROWS. */
	rows: i32;
	/** A multiple of PANEL. */
	channels: i32;
	/** Rows in a batch, a multiple of ROWS. */
	batch: i32;
}

export function multiplyBatch(job: Product, index: i32): void {
	const channels = job.channels;
	const stride = <usize>(channels * 4);
	const first = index * job.batch;
	const end = min(job.rows, first + job.batch);
	for (let panel = 0; panel < channels / PANEL; panel++) {
		const b = job.right + <usize>panel * stride * PANEL;
		const column = <usize>(panel * PANEL * 4);
		for (let row = first; row < end; row += ROWS) {
			// The last group overlaps the one before to be of full size; computing rows twice gives the same result.
			const at = <usize>min(row, job.rows - ROWS) * stride;
			productOfPanel(job.left + at, stride, b, channels, job.output + at + column, stride);
		}
	}
}

/** Packs a matrix [channels, channels] into panels. */
export function packPanels(from: usize, channels: i32, to: usize): void {
	const stride = <usize>(channels * 4);
	for (let panel = 0; panel < channels / PANEL; panel++) {
		let row = from + <usize>(panel * PANEL * 4);
		for (let k = 0; k < channels; k++) {
			v128.store(to, v128.load(row));
			v128.store(to, v128.load(row, 16), 16);
			row += stride;
			to += PANEL * 4;
		}
	}
}
