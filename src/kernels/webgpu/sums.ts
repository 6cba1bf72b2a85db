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

/** WGSL: `addUp`, called by all threads of a workgroup, adds their values and writes the sum to the table. */
export const addUp = `
var<workgroup> shares: array<f32, ${THREADS}>;

fn addUp(value: f32, row: i32, group: u32, groups: u32, thread: u32) {
	shares[thread] = value;
	workgroupBarrier();
	for (var half = ${THREADS / 2}u; half > 0u; half /= 2u) {
		if (thread < half) { shares[thread] += shares[thread + half]; }
		workgroupBarrier();
	}
	if (thread == 0u) { sums[u32(row) * ${PARTS}u + group] = shares[0]; }
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
export const summingWorkgroups = (size: number): [number] => [Math.min(PARTS, Math.ceil(size / THREADS))];

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
var<workgroup> shares: array<f32, ${THREADS}>;

@compute @workgroup_size(${THREADS})
fn main(@builtin(local_invocation_index) thread: u32) {
	var value = 0.0;
	for (var row = 0; row < sizes.rows; row++) {
		shares[thread] = sums[u32(row) * ${PARTS}u + thread];
		workgroupBarrier();
		for (var half = ${THREADS / 2}u; half > 0u; half /= 2u) {
			if (thread < half) { shares[thread] += shares[thread + half]; }
			workgroupBarrier();
		}
		if (i32(thread) < sizes.columns) { value += shares[0] * mixing[row * sizes.columns + i32(thread)]; }
		workgroupBarrier();
	}
	if (i32(thread) < sizes.columns) { result[thread] = value; }
}
`,
};
