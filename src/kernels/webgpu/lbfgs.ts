/**
 * The vector operations of L-BFGS, whose history lies in two tensors [capacity, variables] that are written in place:
 * nothing is copied when the history grows or drops a pair.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { declare, dispatch, type Program } from './run';
import { THREADS, totalOf } from './sums';

/** Workgroups that share a dot product, at most. */
const MOST_SHARES = 64;
/** Variables of each thread in a share, so that few workgroups have to add up their threads. */
const VARIABLES = 8;
/** Workgroups of an operation on whole vectors. */
const MOST_WORKGROUPS = 4096;

export type Vectors = Readonly<Record<string, TensorInfo>>;

const sizeOf = ({ shape }: TensorInfo) => shape.at(-1) as number;

/** WGSL: a loop over the variables, shared by all threads. */
const eachVariable = (body: string) => `
@compute @workgroup_size(${THREADS})
fn main(@builtin(global_invocation_id) thread: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {
	for (var at = i32(thread.x); at < sizes.size; at += i32(groups.x) * ${THREADS}) { ${body} }
}
`;

/** Runs a program over the variables. Its sizes are their number, `integers` and `float`. */
function runEach(
	own: WebGPUBackend,
	program: Program,
	buffers: readonly TensorInfo[],
	size: number,
	float: number,
	...integers: readonly number[]
): void {
	const workgroups = [Math.min(MOST_WORKGROUPS, Math.ceil(size / THREADS))] as const;
	dispatch(own, { program, buffers, integers: [size, ...integers], floats: [float], workgroups });
}

/** Computes x + step * direction. */
export function moved(own: WebGPUBackend, { x, direction }: Vectors, step: number): TensorInfo {
	const size = sizeOf(x as TensorInfo);
	const out = own.makeTensorInfo([size], 'float32');
	runEach(own, moving, [x, direction, out] as TensorInfo[], size, step);
	return out;
}

const moving: Program = {
	name: 'lbfgs move',
	code: () =>
		declare('size', 'step', [{ name: 'x' }, { name: 'direction' }, { name: 'result', written: true }]) +
		eachVariable('result[at] = x[at] + sizes.step * direction[at];'),
};

/** Writes step * direction and gradient - before to a row of the history. */
export function remember(
	own: WebGPUBackend,
	{ s, y, direction, gradient, before }: Vectors,
	slot: number,
	step: number,
): void {
	const size = sizeOf(direction as TensorInfo);
	runEach(own, remembering, [direction, gradient, before, s, y] as TensorInfo[], size, step, slot * size);
}

const remembering: Program = {
	name: 'lbfgs remember',
	code: () =>
		declare('size, row', 'step', [
			{ name: 'direction' },
			{ name: 'gradient' },
			{ name: 'before' },
			{ name: 's', written: true },
			{ name: 'y', written: true },
		]) + eachVariable('s[sizes.row + at] = sizes.step * direction[at]; y[sizes.row + at] = gradient[at] - before[at];'),
};

/** Computes g * gradient plus the history's rows times their coefficients, [pairs] each, in the order of the rows. */
export function combine(
	own: WebGPUBackend,
	{ s, y, gradient, coefficients }: Vectors,
	pairs: number,
	g: number,
): TensorInfo {
	const size = sizeOf(gradient as TensorInfo);
	const out = own.makeTensorInfo([size], 'float32');
	runEach(own, combining, [s, y, gradient, coefficients, out] as TensorInfo[], size, g, pairs);
	return out;
}

const combining: Program = {
	name: 'lbfgs combine',
	code: () =>
		declare('size, pairs', 'g', [
			{ name: 's' },
			{ name: 'y' },
			{ name: 'gradient' },
			{ name: 'coefficients' },
			{ name: 'result', written: true },
		]) +
		eachVariable(`
		var sum = sizes.g * gradient[at];
		for (var pair = 0; pair < sizes.pairs; pair++) {
			sum += coefficients[pair] * s[pair * sizes.size + at] + coefficients[sizes.pairs + pair] * y[pair * sizes.size + at];
		}
		result[at] = sum;`),
};

/**
 * Computes all dot products of an iteration, behind `values`: with c = gradient - before, for each pair s . c, s . g,
 * y . c and y . g; then direction . c, direction . g, c . c, c . g and g . g.
 */
export function products(
	own: WebGPUBackend,
	{ s, y, direction, gradient, before, values }: Vectors,
	pairs: number,
): TensorInfo {
	const size = sizeOf(gradient as TensorInfo);
	const count = 4 * pairs + 5;
	const terms = (values as TensorInfo).shape[0] as number;
	const shares = Math.min(MOST_SHARES, Math.ceil(size / (THREADS * VARIABLES)));
	const partial = own.makeTensorInfo([count, shares], 'float32');
	const packed = own.makeTensorInfo([terms + count], 'float32');
	dispatch(own, {
		program: multiplying,
		buffers: [s, y, direction, gradient, before, partial] as TensorInfo[],
		integers: [size, pairs, Math.ceil(size / shares)],
		workgroups: [shares, 2 * pairs + 3],
	});
	dispatch(own, {
		program: packing,
		buffers: [partial, values as TensorInfo, packed],
		integers: [terms, count, shares],
		workgroups: [1],
	});
	own.disposeData(partial.dataId);
	return packed;
}

const multiplying: Program = {
	name: 'lbfgs products',
	code: () => `
${declare('size, pairs, share', '', [
	{ name: 's' },
	{ name: 'y' },
	{ name: 'direction' },
	{ name: 'gradient' },
	{ name: 'before' },
	{ name: 'partial', written: true },
])}
${totalOf('vec2<f32>')}
fn rowAt(line: i32, at: i32, g: f32, c: f32) -> f32 {
	if (line < sizes.pairs) { return s[line * sizes.size + at]; }
	if (line < 2 * sizes.pairs) { return y[(line - sizes.pairs) * sizes.size + at]; }
	if (line == 2 * sizes.pairs) { return direction[at]; }
	return select(g, c, line == 2 * sizes.pairs + 1);
}

@compute @workgroup_size(${THREADS})
fn main(
	@builtin(workgroup_id) group: vec3<u32>,
	@builtin(num_workgroups) groups: vec3<u32>,
	@builtin(local_invocation_index) thread: u32,
) {
	let share = i32(group.x);
	let line = i32(group.y);
	let end = min(sizes.size, (share + 1) * sizes.share);
	var sum = vec2<f32>();
	for (var at = share * sizes.share + i32(thread); at < end; at += ${THREADS}) {
		let g = gradient[at];
		let c = g - before[at];
		sum += rowAt(line, at, g, c) * vec2(c, g);
	}
	let product = total(sum, thread);
	if (thread != 0u) { return; }
	let width = i32(groups.x);
	// In the result: all of s . c, all of s . g, all of y . c, all of y . g, then the rest.
	var withC = line + select(0, sizes.pairs, line >= sizes.pairs);
	var withG = withC + sizes.pairs;
	if (line >= 2 * sizes.pairs) {
		withC = 2 * line;
		withG = withC + 1;
	}
	// Of the gradient, c . g is there already.
	if (line == 2 * sizes.pairs + 2) { withG = withC; } else { partial[withC * width + share] = product.x; }
	partial[withG * width + share] = product.y;
}
`,
};

const packing: Program = {
	name: 'lbfgs pack',
	code: () => `
${declare('terms, products, shares', '', [{ name: 'partial' }, { name: 'values' }, { name: 'result', written: true }])}
@compute @workgroup_size(${THREADS})
fn main(@builtin(local_invocation_index) thread_: u32) {
	let thread = i32(thread_);
	if (thread < sizes.terms) { result[thread] = values[thread]; }
	if (thread >= sizes.products) { return; }
	var sum = 0.0;
	for (var share = 0; share < sizes.shares; share++) { sum += partial[thread * sizes.shares + share]; }
	result[sizes.terms + thread] = sum;
}
`,
};
