/** Adds a part to a whole in place. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { declare, dispatch, type Program } from './run';

const THREADS = 256;

export function accumulate(own: WebGPUBackend, whole: TensorInfo, part: TensorInfo, y: number, x: number): void {
	const [, , width, channels] = whole.shape as [number, number, number, number];
	const [, h, w] = part.shape as [number, number, number, number];
	const row = w * channels;
	dispatch(own, {
		program,
		buffers: [part, whole],
		integers: [h * row, row, width * channels, (y * width + x) * channels],
		workgroups: [Math.min(65535, Math.ceil((h * row) / THREADS))],
	});
}

const program: Program = {
	name: 'accumulate',
	code: () => `
${declare('size, row, stride, first', '', [{ name: 'part' }, { name: 'whole', written: true }])}
@compute @workgroup_size(${THREADS})
fn main(@builtin(global_invocation_id) thread: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {
	for (var at = i32(thread.x); at < sizes.size; at += i32(groups.x) * ${THREADS}) {
		whole[sizes.first + at / sizes.row * sizes.stride + at % sizes.row] += part[at];
	}
}
`,
};
