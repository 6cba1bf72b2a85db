/**
 * Sums over whole tensors, of several losses at once. Each workgroup writes its own share into a table [sums, PARTS],
 * and a last dispatch adds up the table's rows: a device has no cheaper way to add across workgroups.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { declare, dispatch, type Program } from './run';

/** Columns of the table: the largest number of workgroups that share a sum. */
export const PARTS = 256;
/** Threads of the workgroups that sum. */
export const THREADS = 256;

/** Elements of each thread, so that few workgroups have to add up their threads. */
const ELEMENTS = 4;

/**
 * WGSL: `total`, called by all threads of a workgroup, adds up a value of each. In two rounds of 16 rather than eight of
 * 2, because what takes time is that threads wait for each other.
 */
export const totalOf = (type: 'f32' | 'vec2<f32>'): string => `
var<workgroup> shares: array<${type}, ${THREADS}>;

fn total(value: ${type}, thread: u32) -> ${type} {
	shares[thread] = value;
	workgroupBarrier();
	if (thread < 16u) {
		var sum = shares[thread];
		for (var at = thread + 16u; at < ${THREADS}u; at += 16u) { sum += shares[at]; }
		shares[thread] = sum;
	}
	workgroupBarrier();
	var sum = shares[0];
	for (var at = 1; at < 16; at++) { sum += shares[at]; }
	return sum;
}
`;

/** WGSL: `addUp`, called by all threads of a workgroup, adds their values and writes the sum to the table. */
export const addUp = `
${totalOf('f32')}
fn addUp(value: f32, row: i32, group: u32, groups: u32, thread: u32) {
	let sum = total(value, thread);
	if (thread == 0u) { sums[u32(row) * ${PARTS}u + group] = sum; }
	// The table is not cleared between evaluations: the first workgroup clears the shares that no workgroup has.
	if (group == 0u && thread >= groups) { sums[u32(row) * ${PARTS}u + thread] = 0.0; }
}
`;

/**
 * The WGSL of a program that sums over all elements: `sizes.size` of them.
 * @param body adds the share of element `at` to `sum`
 * @param row expression for the sum's row in the table
 */
export const summing = (body: string, row: string): string => `
${addUp}
@compute @workgroup_size(${THREADS})
fn main(
	@builtin(workgroup_id) group: vec3<u32>,
	@builtin(num_workgroups) groups: vec3<u32>,
	@builtin(local_invocation_index) thread: u32,
) {
	var sum = 0.0;
	for (var at = i32(group.x * ${THREADS} + thread); at < sizes.size; at += i32(groups.x) * ${THREADS}) {
${body}
	}
	addUp(sum, ${row}, group.x, groups.x, thread);
}
`;

/** Workgroups of such a program. */
export const summingWorkgroups = (size: number): [number] => [Math.min(PARTS, Math.ceil(size / (THREADS * ELEMENTS)))];

/** Writes the sum of (a - b)^2 to a row of the table. */
export function squaredDifference(
	own: WebGPUBackend,
	{ a, b, sums }: Readonly<Record<'a' | 'b' | 'sums', TensorInfo>>,
	row: number,
): void {
	const size = a.shape.reduce((product, length) => product * length, 1);
	dispatch(own, {
		program: squares,
		buffers: [a, b, sums],
		integers: [size, row],
		workgroups: summingWorkgroups(size),
	});
}

const squares: Program = {
	name: 'squared difference',
	code: () => `
${declare('size, row', '', [{ name: 'a' }, { name: 'b' }, { name: 'sums', written: true }])}
${summing(
	`		let difference = a[at] - b[at];
		sum += difference * difference;`,
	'sizes.row',
)}
`,
};

/** Multiplies the row sums of the table by a matrix [sums, columns]: [columns]. */
export function mixSums(
	own: WebGPUBackend,
	{ sums, mixing }: Readonly<Record<'sums' | 'mixing', TensorInfo>>,
): TensorInfo {
	const [rows, columns] = mixing.shape as [number, number];
	const out = own.makeTensorInfo([columns], 'float32');
	dispatch(own, {
		program: mix,
		buffers: [sums, mixing, out],
		integers: [rows, columns],
		workgroups: [1],
	});
	return out;
}

const mix: Program = {
	name: 'mix sums',
	code: () => `
${declare('rows, columns', '', [{ name: 'sums' }, { name: 'mixing' }, { name: 'result', written: true }])}
${totalOf('f32')}
@compute @workgroup_size(${THREADS})
fn main(@builtin(local_invocation_index) thread: u32) {
	var value = 0.0;
	for (var row = 0; row < sizes.rows; row++) {
		let sum = total(sums[u32(row) * ${PARTS}u + thread], thread);
		if (i32(thread) < sizes.columns) { value += sum * mixing[row * sizes.columns + i32(thread)]; }
		workgroupBarrier();
	}
	if (i32(thread) < sizes.columns) { result[thread] = value; }
}
`,
};
