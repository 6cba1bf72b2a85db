/**
 * Gram matrix F^T F of a tall matrix. Workgroups compute blocks of 32 x 32 on and above the diagonal, each for a part
 * of the rows; a second dispatch adds up the parts and mirrors the triangle.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { declare, dispatch, type Program } from './run';
import { addUp, summingWorkgroups, THREADS } from './sums';

const BLOCK = 32;
/** Rows of a part: as many as keep a workgroup busy. */
const ROWS = 1024;
const MOST_PARTS = 64;
/** Rows in shared memory at a time. */
const DEPTH = 16;

interface Infos {
	/** [rows, channels] */
	readonly rows: TensorInfo;
	/** [rows, 1]: factors of the rows */
	readonly mask?: TensorInfo;
	/** [channels, channels], subtracted from the result */
	readonly target?: TensorInfo;
	/** Takes the sum of the result's squares: see sums.ts. */
	readonly sums?: TensorInfo;
}

/**
 * Computes scale F^T F - target, [channels, channels].
 *
 * @param row of `sums`
 */
export function gram(own: WebGPUBackend, { rows, mask, target, sums }: Infos, scale: number, row: number): TensorInfo {
	const [count, channels] = rows.shape as [number, number];
	const across = Math.ceil(channels / BLOCK);
	const parts = Math.min(MOST_PARTS, Math.ceil(count / ROWS));
	const partial = own.makeTensorInfo([parts, channels, channels], 'float32');
	dispatch(own, {
		program: productOf(mask !== undefined),
		buffers: [rows, partial, ...(mask ? [mask] : [])],
		integers: [count, channels, Math.ceil(count / parts), across],
		workgroups: [(across * (across + 1)) / 2, parts],
	});
	const out = own.makeTensorInfo([channels, channels], 'float32');
	dispatch(own, {
		program: finish(target !== undefined),
		buffers: [partial, out, ...(target && sums ? [target, sums] : [])],
		integers: [channels, parts, row],
		floats: [scale],
		workgroups: summingWorkgroups(channels ** 2),
	});
	own.disposeData(partial.dataId);
	return out;
}

const productOf = (isMasked: boolean): Program => ({
	name: `gram${isMasked ? ' masked' : ''}`,
	code: () => `
${declare('rows, channels, part, across', '', [
	{ name: 'x', type: 'vec4<f32>' },
	{ name: 'partial', type: 'vec4<f32>', written: true },
	...(isMasked ? [{ name: 'mask' }] : []),
])}
var<workgroup> left: array<vec4<f32>, ${(DEPTH * BLOCK) / 4}>;
var<workgroup> right: array<vec4<f32>, ${(DEPTH * BLOCK) / 4}>;

fn load(row: i32, end: i32, column: i32) -> vec4<f32> {
	if (row >= end || column * 4 >= sizes.channels) { return vec4<f32>(); }
	return x[row * (sizes.channels / 4) + column]${isMasked ? ' * mask[row]' : ''};
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread_: u32) {
	let thread = i32(thread_);
	// The block's row and column, from its number on and above the diagonal.
	var i = 0;
	var j = i32(group.x);
	while (j >= sizes.across - i) { j -= sizes.across - i; i++; }
	j += i;
	let first = i32(group.y) * sizes.part;
	let end = min(sizes.rows, first + sizes.part);
	let down = thread / 8;
	let over = thread % 8;
	var s0 = vec4<f32>(); var s1 = vec4<f32>(); var s2 = vec4<f32>(); var s3 = vec4<f32>();
	for (var row = first; row < end; row += ${DEPTH}) {
		for (var at = thread; at < ${(DEPTH * BLOCK) / 4}; at += 64) {
			left[at] = load(row + at / 8, end, i * 8 + at % 8);
			right[at] = load(row + at / 8, end, j * 8 + at % 8);
		}
		workgroupBarrier();
		for (var k = 0; k < ${DEPTH}; k++) {
			let a = left[k * 8 + down];
			let b = right[k * 8 + over];
			s0 += a.x * b; s1 += a.y * b; s2 += a.z * b; s3 += a.w * b;
		}
		workgroupBarrier();
	}
	let top = i * ${BLOCK} + down * 4;
	let column = j * 8 + over;
	if (top >= sizes.channels || column * 4 >= sizes.channels) { return; }
	let to = (i32(group.y) * sizes.channels + top) * (sizes.channels / 4) + column;
	let stride = sizes.channels / 4;
	partial[to] = s0; partial[to + stride] = s1; partial[to + 2 * stride] = s2; partial[to + 3 * stride] = s3;
}
`,
});

const finish = (isCompared: boolean): Program => ({
	name: `gram finish${isCompared ? ' compared' : ''}`,
	code: () => `
${declare('channels, parts, row', 'scale', [
	{ name: 'partial' },
	{ name: 'result', written: true },
	...(isCompared ? [{ name: 'wanted' }, { name: 'sums', written: true }] : []),
])}
${isCompared ? addUp : ''}
@compute @workgroup_size(${THREADS})
fn main(
	@builtin(workgroup_id) group: vec3<u32>,
	@builtin(num_workgroups) groups: vec3<u32>,
	@builtin(local_invocation_index) thread: u32,
) {
	let size = sizes.channels * sizes.channels;
	var squares = 0.0;
	for (var at = i32(group.x * ${THREADS} + thread); at < size; at += i32(groups.x) * ${THREADS}) {
		let row = at / sizes.channels;
		let column = at % sizes.channels;
		// Below the diagonal's blocks there is only the mirror image.
		let source = select(at, column * sizes.channels + row, row / ${BLOCK} > column / ${BLOCK});
		var sum = 0.0;
		for (var part = 0; part < sizes.parts; part++) { sum += partial[part * size + source]; }
		sum = sum * sizes.scale${isCompared ? ' - wanted[at]' : ''};
		result[at] = sum;
		squares += sum * sum;
	}
	${isCompared ? 'addUp(squares, sizes.row, group.x, groups.x, thread);' : ''}
}
`,
});
