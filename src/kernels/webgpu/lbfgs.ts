/**
 * The vector operations of L-BFGS, whose history lies in two tensors [capacity, variables] that are written in place:
 * nothing is copied when the history grows or drops a pair.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { declare, dispatch, type Program } from './run';

/** Workgroups that share a dot product. */
const SHARES = 64;
const THREADS = 256;
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
	const partial = own.makeTensorInfo([count, SHARES], 'float32');
	const packed = own.makeTensorInfo([terms + count], 'float32');
	dispatch(own, {
		program: multiplying,
		buffers: [s, y, direction, gradient, before, partial] as TensorInfo[],
		integers: [size, pairs, Math.ceil(size / SHARES)],
		workgroups: [SHARES, 2 * pairs + 1],
	});
	dispatch(own, {
		program: packing,
		buffers: [partial, values as TensorInfo, packed],
		integers: [terms, count],
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
var<workgroup> shares: array<vec4<f32>, ${THREADS}>;

fn addUp(value: vec4<f32>, thread: u32) -> vec4<f32> {
	workgroupBarrier();
	shares[thread] = value;
	workgroupBarrier();
	for (var half = ${THREADS / 2}u; half > 0u; half /= 2u) {
		if (thread < half) { shares[thread] += shares[thread + half]; }
		workgroupBarrier();
	}
	return shares[0];
}

@compute @workgroup_size(${THREADS})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
	let share = i32(group.x);
	let line = i32(group.y);
	let end = min(sizes.size, (share + 1) * sizes.share);
	var one = vec4<f32>();
	var two = vec4<f32>();
	for (var at = share * sizes.share + i32(thread); at < end; at += ${THREADS}) {
		let g = gradient[at];
		let c = g - before[at];
		if (line < sizes.pairs) {
			let row = s[line * sizes.size + at];
			one += vec4(row * c, row * g, 0.0, 0.0);
		} else if (line < 2 * sizes.pairs) {
			let row = y[(line - sizes.pairs) * sizes.size + at];
			one += vec4(row * c, row * g, 0.0, 0.0);
		} else {
			let d = direction[at];
			one += vec4(d * c, d * g, c * c, c * g);
			two.x += g * g;
		}
	}
	let first = addUp(one, thread);
	let second = addUp(two, thread);
	if (thread != 0u) { return; }
	// In the result: all of s . c, all of s . g, all of y . c, all of y . g, then the rest.
	if (line < 2 * sizes.pairs) {
		let at = select(line + sizes.pairs, line, line < sizes.pairs);
		partial[at * ${SHARES} + share] = first.x;
		partial[(at + sizes.pairs) * ${SHARES} + share] = first.y;
	} else {
		for (var k = 0; k < 4; k++) { partial[(4 * sizes.pairs + k) * ${SHARES} + share] = first[k]; }
		partial[(4 * sizes.pairs + 4) * ${SHARES} + share] = second.x;
	}
}
`,
};

const packing: Program = {
	name: 'lbfgs pack',
	code: () => `
${declare('terms, products', '', [{ name: 'partial' }, { name: 'values' }, { name: 'result', written: true }])}
@compute @workgroup_size(${THREADS})
fn main(@builtin(local_invocation_index) thread_: u32) {
	let thread = i32(thread_);
	if (thread < sizes.terms) { result[thread] = values[thread]; }
	if (thread >= sizes.products) { return; }
	var sum = 0.0;
	for (var share = 0; share < ${SHARES}; share++) { sum += partial[thread * ${SHARES} + share]; }
	result[sizes.terms + thread] = sum;
}
`,
};
