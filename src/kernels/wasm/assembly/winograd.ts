/**
 * 3x3 'same' convolution of stride 1 by Winograd's F(4x4, 3x3) (Lavin and Gray 2015, arXiv:1509.09308):
 * 36 products for 16 outputs, where direct convolution takes 144.
 *
 * Processes a few tiles of 4x4 outputs at a time, so that intermediate results stay in the processor's cache, in three
 * steps: transform the tiles' 6x6 inputs, multiply by the transformed filter at each of the 36 positions, transform
 * back.
 */
import { multiplyAdd, subtractProduct } from './multiplyAdd';
import { PANEL, productOfPanel, ROWS } from './product';

/** Job: a convolution's addresses and sizes, in the order in which kernels/index.ts writes them. */
@unmanaged
export class Convolution {
	/** [pictures, height, width, inputs]; if `halved`, [pictures, height / 2, width / 2, inputs] (rounded down) */
	input: usize;
	/** 0, or [pictures, height, width, inputs]: the input is taken as 0 where this is not above 0 (gradient of ReLU). */
	gate: usize;
	/** [36][outputs / PANEL][inputs][PANEL] */
	filter: usize;
	/** [outputs] */
	bias: usize;
	/** [pictures, height, width, kept] */
	output: usize;
	pictures: i32;
	height: i32;
	width: i32;
	inputs: i32;
	/** A multiple of PANEL. */
	outputs: i32;
	/** Channels that are written: all outputs, or the first 3. */
	kept: i32;
	/** 1 if each input stands for 2x2: nearest-neighbour enlargement, or the gradient of average pooling. */
	halved: i32;
	/** Factor applied to the inputs. */
	scale: f32;
	/** Negative slope of the leaky ReLU after the bias, 0 to 1: 0 is ReLU, 1 is none. */
	slope: f32;
	/** Tiles in a batch, a multiple of ROWS. */
	batch: i32;
	/** `scratchBytes` bytes per thread; the first `inputs` values of each are zeros. */
	scratch: usize;
	scratchBytes: i32;
}

/** Bytes of scratch per thread: zeros, two tables of 36 addresses, 36 vectors, a batch's transformed inputs and outputs. */
export function convolutionScratch(inputs: i32, outputs: i32, batch: i32): i32 {
	return inputs * 4 + 2 * 36 * 4 + 36 * 16 + 36 * batch * (inputs + outputs) * 4;
}

export function convolveBatch(job: Convolution, index: i32, thread: i32): void {
	const across = (job.width + 3) >> 2;
	const down = (job.height + 3) >> 2;
	const inputs = job.inputs;
	const outputs = job.outputs;
	const batch = job.batch;
	const zeros = job.scratch + <usize>(thread * job.scratchBytes);
	const table = zeros + <usize>(inputs * 4);
	const gates = table + 36 * 4;
	const between = gates + 36 * 4;
	const transformed = between + 36 * 16;
	const products = transformed + <usize>(36 * batch * inputs * 4);

	const first = index * batch;
	const count = min(batch, job.pictures * across * down - first);
	for (let tile = 0; tile < count; tile++) {
		const row = (first + tile) / across;
		const x = ((first + tile) % across) << 2;
		locate(job, row / down, (row % down) << 2, x, zeros, table, gates);
		transformInput(table, job.gate == 0 ? 0 : gates, job.scale, between, transformed + <usize>(tile * inputs * 4), inputs, batch);
	}

	const inputStride = <usize>(inputs * 4);
	const outputStride = <usize>(outputs * 4);
	const panelBytes = <usize>(inputs * PANEL * 4);
	for (let position = 0; position < 36; position++) {
		const left = transformed + <usize>(position * batch) * inputStride;
		const right = job.filter + <usize>(position * (outputs / PANEL)) * panelBytes;
		const result = products + <usize>(position * batch) * outputStride;
		for (let panel = 0; panel < outputs / PANEL; panel++) {
			const b = right + <usize>panel * panelBytes;
			for (let row = 0; row < count; row += ROWS) {
				const a = left + <usize>row * inputStride;
				const c = result + <usize>row * outputStride + <usize>(panel * PANEL * 4);
				productOfPanel(a, inputStride, b, inputs, c, outputStride);
			}
		}
	}

	for (let tile = 0; tile < count; tile++) {
		const row = (first + tile) / across;
		const x = ((first + tile) % across) << 2;
		transformOutput(job, products + <usize>tile * outputStride, between, row / down, (row % down) << 2, x);
	}
}

/** Finds the addresses of a tile's 6x6 inputs; outside the picture they point to zeros. */
function locate(job: Convolution, picture: i32, y: i32, x: i32, zeros: usize, table: usize, gates: usize): void {
	const pixel = job.inputs * 4;
	const gated = job.gate != 0;
	const shift = job.halved;
	const inputWidth = job.width >> shift;
	const inputHeight = job.height >> shift;
	// Pooling dropped an odd last row or column.
	const inputRows = inputHeight << shift;
	const inputColumns = inputWidth << shift;
	const input = job.input + <usize>(picture * inputHeight * inputWidth * pixel);
	const gateOf = job.gate + <usize>(picture * job.height * job.width * pixel);
	for (let i = 0; i < 6; i++) {
		const row = y + i - 1;
		for (let j = 0; j < 6; j++) {
			const column = x + j - 1;
			const inside = row >= 0 && row < inputRows && column >= 0 && column < inputColumns;
			const at = <usize>(((row >> shift) * inputWidth + (column >> shift)) * pixel);
			store<usize>(table + ((i * 6 + j) << 2), inside ? input + at : zeros);
			const gate = <usize>((row * job.width + column) * pixel);
			if (gated) store<usize>(gates + ((i * 6 + j) << 2), inside ? gateOf + gate : zeros);
		}
	}
}

// @ts-expect-error: decorators of functions are AssemblyScript's
@inline
function gather(table: usize, gates: usize, at: i32, offset: usize): v128 {
	const value = v128.load(load<usize>(table + (at << 2)) + offset);
	if (gates == 0) return value;
	return v128.and(value, f32x4.gt(v128.load(load<usize>(gates + (at << 2)) + offset), f32x4.splat(0)));
}

/** Computes B^T d of six vectors, and stores its six results `stride` bytes apart. */
// @ts-expect-error: decorators of functions are AssemblyScript's
@inline
function transformSix(d0: v128, d1: v128, d2: v128, d3: v128, d4: v128, d5: v128, to: usize, stride: usize): void {
	const four = f32x4.splat(4);
	const five = f32x4.splat(5);
	const a = subtractProduct(four, d2, d4);
	const b = subtractProduct(four, d1, d3);
	const c = f32x4.sub(d4, d2);
	const half = f32x4.sub(d3, d1);
	const e = f32x4.add(half, half);
	v128.store(to, multiplyAdd(four, d0, subtractProduct(five, d2, d4)));
	v128.store((to += stride), f32x4.add(a, b));
	v128.store((to += stride), f32x4.sub(a, b));
	v128.store((to += stride), f32x4.add(c, e));
	v128.store((to += stride), f32x4.sub(c, e));
	v128.store((to += stride), multiplyAdd(four, d1, subtractProduct(five, d3, d5)));
}

/** Computes B^T d B, four channels at a time, into [36][batch][inputs]. */
function transformInput(table: usize, gates: usize, scale: f32, between: usize, to: usize, inputs: i32, batch: i32): void {
	const positionBytes = <usize>(batch * inputs * 4);
	const scales = f32x4.splat(scale);
	for (let offset: usize = 0; offset < <usize>(inputs * 4); offset += 16) {
		for (let j = 0; j < 6; j++) {
			transformSix(
				f32x4.mul(gather(table, gates, j, offset), scales),
				f32x4.mul(gather(table, gates, 6 + j, offset), scales),
				f32x4.mul(gather(table, gates, 12 + j, offset), scales),
				f32x4.mul(gather(table, gates, 18 + j, offset), scales),
				f32x4.mul(gather(table, gates, 24 + j, offset), scales),
				f32x4.mul(gather(table, gates, 30 + j, offset), scales),
				between + (j << 4),
				96,
			);
		}
		let position = to + offset;
		for (let i = 0; i < 6; i++) {
			const row = between + i * 96;
			transformSix(
				v128.load(row),
				v128.load(row, 16),
				v128.load(row, 32),
				v128.load(row, 48),
				v128.load(row, 64),
				v128.load(row, 80),
				position,
				positionBytes,
			);
			position += 6 * positionBytes;
		}
	}
}

/** Stores four channels of a pixel, or three where it has only three. */
// @ts-expect-error: decorators of functions are AssemblyScript's
@inline
function put(to: usize, pixel: usize, value: v128): void {
	if (pixel != 12) {
		v128.store(to, value);
	} else {
		v128.store64_lane(to, value, 0);
		v128.store32_lane(to, value, 2, 8);
	}
}

/** Leaky ReLU, with a slope of 0 to 1. */
// @ts-expect-error: decorators of functions are AssemblyScript's
@inline
function bend(value: v128, slope: v128): v128 {
	return f32x4.max(value, f32x4.mul(value, slope));
}

/** Computes A^T m A, adds the bias, applies leaky ReLU; nothing is written outside the picture. */
function transformOutput(job: Convolution, from: usize, between: usize, picture: i32, y: i32, x: i32): void {
	const outputs = job.outputs;
	const positionBytes = <usize>(job.batch * outputs * 4);
	const pixel = <usize>(job.kept * 4);
	const rows = min(4, job.height - y);
	const columns = min(4, job.width - x);
	const corner = job.output + <usize>((picture * job.height + y) * job.width + x) * pixel;
	const line = <usize>job.width * pixel;
	const four = f32x4.splat(4);
	const eight = f32x4.splat(8);
	const slope = f32x4.splat(job.slope);
	for (let offset: usize = 0; offset < pixel; offset += 16) {
		let position = from + offset;
		for (let j = 0; j < 6; j++) {
			const m0 = v128.load(position);
			const m1 = v128.load(position + 6 * positionBytes);
			const m2 = v128.load(position + 12 * positionBytes);
			const m3 = v128.load(position + 18 * positionBytes);
			const m4 = v128.load(position + 24 * positionBytes);
			const m5 = v128.load(position + 30 * positionBytes);
			const p = f32x4.add(m1, m2);
			const q = f32x4.sub(m1, m2);
			const r = f32x4.add(m3, m4);
			const s = f32x4.sub(m3, m4);
			const cell = between + (j << 4);
			v128.store(cell, f32x4.add(f32x4.add(m0, p), r));
			v128.store(cell, f32x4.add(q, f32x4.add(s, s)), 96);
			v128.store(cell, multiplyAdd(four, r, p), 192);
			v128.store(cell, f32x4.add(multiplyAdd(eight, s, q), m5), 288);
			position += positionBytes;
		}
		const bias = v128.load(job.bias + offset);
		for (let i = 0; i < rows; i++) {
			const cell = between + i * 96;
			const m0 = v128.load(cell);
			const m1 = v128.load(cell, 16);
			const m2 = v128.load(cell, 32);
			const m3 = v128.load(cell, 48);
			const m4 = v128.load(cell, 64);
			const m5 = v128.load(cell, 80);
			const p = f32x4.add(m1, m2);
			const q = f32x4.sub(m1, m2);
			const r = f32x4.add(m3, m4);
			const s = f32x4.sub(m3, m4);
			let to = corner + <usize>i * line + offset;
			put(to, pixel, bend(f32x4.add(f32x4.add(f32x4.add(m0, p), r), bias), slope));
			if (columns == 1) continue;
			to += pixel;
			put(to, pixel, bend(f32x4.add(f32x4.add(q, f32x4.add(s, s)), bias), slope));
			if (columns == 2) continue;
			to += pixel;
			put(to, pixel, bend(f32x4.add(multiplyAdd(four, r, p), bias), slope));
			if (columns == 3) continue;
			to += pixel;
			put(to, pixel, bend(f32x4.add(f32x4.add(multiplyAdd(eight, s, q), m5), bias), slope));
		}
	}
}
