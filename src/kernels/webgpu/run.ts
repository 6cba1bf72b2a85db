/** Runs WGSL programs on TensorFlow.js's device: in its command queue, on its buffers. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { LRUCache } from 'lru-cache';

export interface Program {
	/** Names the code for the cache of pipelines: the same name, the same code. */
	readonly name: string;
	/** Declares what {@link declare} does not, and `@compute fn main`. */
	readonly code: () => string;
}

export interface Dispatch {
	readonly program: Program;
	/** In the order of their bindings, from 1; what the program writes comes with them. */
	readonly buffers: readonly TensorInfo[];
	/** The fields of `Sizes`, binding 0: first the integers, then the floats. */
	readonly integers: readonly number[];
	readonly floats?: readonly number[];
	readonly workgroups: readonly [x: number, y?: number, z?: number];
}

/** The private parts of TensorFlow.js's backend used here. */
interface Internals {
	readonly device: GPUDevice;
	readonly queue: GPUQueue;
	readonly tensorMap: { get(dataId: object): { readonly resource: GPUBuffer } };
	readonly commandQueueOwnedIds: WeakSet<object>;
	readonly commandEncoder: GPUCommandEncoder;
	computePassEncoder: GPUComputePassEncoder | null;
	dispatchCountInPass: number;
	uploadToGPU(dataId: object): void;
	ensureCommandEncoderReady(): void;
	endComputePassEncoder(): void;
	submitQueue(): void;
}

/** Commands recorded before they are submitted: enough to keep the device busy while the next ones are recorded. */
const COMMANDS_IN_A_SUBMISSION = 15;
/** Sizes repeat from evaluation to evaluation, so that their buffers are written once. */
const SIZES_KEPT = 1000;

interface Cache {
	readonly pipelines: Map<string, GPUComputePipeline>;
	readonly sizes: LRUCache<string, GPUBuffer>;
}
const caches = new WeakMap<GPUDevice, Cache>();

/** Submits a dispatch, or leaves it in the queue for the next submission. */
export function dispatch(own: WebGPUBackend, { program, buffers, integers, floats = [], workgroups }: Dispatch): void {
	const backend = own as unknown as Internals;
	const { device } = backend;
	let cache = caches.get(device);
	if (!cache) {
		cache = { pipelines: new Map(), sizes: new LRUCache({ max: SIZES_KEPT }) };
		caches.set(device, cache);
	}
	let pipeline = cache.pipelines.get(program.name);
	if (!pipeline) {
		const module = device.createShaderModule({ label: program.name, code: program.code() });
		pipeline = device.createComputePipeline({ label: program.name, layout: 'auto', compute: { module } });
		cache.pipelines.set(program.name, pipeline);
	}
	const bound = buffers.map(({ dataId }) => {
		backend.uploadToGPU(dataId);
		backend.commandQueueOwnedIds.add(dataId);
		return backend.tensorMap.get(dataId).resource;
	});
	const group = device.createBindGroup({
		layout: pipeline.getBindGroupLayout(0),
		entries: [sizesBuffer(backend, cache, integers, floats), ...bound].map((buffer, binding) => ({
			binding,
			resource: { buffer },
		})),
	});
	backend.ensureCommandEncoderReady();
	backend.computePassEncoder ??= backend.commandEncoder.beginComputePass();
	backend.computePassEncoder.setPipeline(pipeline);
	backend.computePassEncoder.setBindGroup(0, group);
	backend.computePassEncoder.dispatchWorkgroups(...workgroups);
	backend.dispatchCountInPass++;
	if (backend.dispatchCountInPass >= COMMANDS_IN_A_SUBMISSION) {
		backend.endComputePassEncoder();
		backend.submitQueue();
	}
}

function sizesBuffer(
	{ device, queue }: Internals,
	{ sizes }: Cache,
	integers: readonly number[],
	floats: readonly number[],
): GPUBuffer {
	const key = `${integers.join()};${floats.join()}`;
	const kept = sizes.get(key);
	if (kept) return kept;
	// A uniform of scalars is bound in whole vectors.
	const bytes = new ArrayBuffer(Math.ceil((integers.length + floats.length) / 4) * 16);
	new Int32Array(bytes, 0, integers.length).set(integers);
	new Float32Array(bytes, integers.length * 4, floats.length).set(floats);
	const buffer = device.createBuffer({
		size: bytes.byteLength,
		usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
	});
	queue.writeBuffer(buffer, 0, bytes);
	sizes.set(key, buffer);
	return buffer;
}

export interface Binding {
	readonly name: string;
	/** Default f32. */
	readonly type?: 'f32' | 'vec4<f32>';
	readonly written?: boolean;
}

/** Declares `sizes`, with these fields, and the buffers. */
export function declare(integers: string, floats: string, buffers: readonly Binding[]): string {
	const fields = (names: string, type: string) =>
		names
			.split(/[ ,]+/)
			.filter(Boolean)
			.map((name) => `${name}: ${type},`);
	return `
struct Sizes { ${[...fields(integers, 'i32'), ...fields(floats, 'f32')].join(' ')} }
@group(0) @binding(0) var<uniform> sizes: Sizes;
${buffers
	.map(
		({ name, type = 'f32', written }, at) =>
			`@group(0) @binding(${at + 1}) var<storage, ${written ? 'read_write' : 'read'}> ${name}: array<${type}>;`,
	)
	.join('\n')}
`;
}
