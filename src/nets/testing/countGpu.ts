/** For tests and the bench: counts what a WebGPU device is asked to do, by wrapping its methods. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend } from '@tensorflow/tfjs-core';

export interface GpuCounts {
	dispatches: number;
	/** Dispatches by the label of their pipeline. */
	readonly byPipeline: Record<string, number>;
	/** Bytes written from the processor's memory: uniforms and tensors. */
	uploaded: number;
	/** Bytes read back, and in how many pieces. */
	readBack: number;
	readBacks: number;
	/** Bytes of all buffers bound to the dispatches: what the device moves if it reads and writes each once. */
	bound: number;
}

const none = (): GpuCounts => ({ dispatches: 0, byPipeline: {}, uploaded: 0, readBack: 0, readBacks: 0, bound: 0 });

/**
 * Starts counting on the current backend's device.
 *
 * @returns a function that returns the counts since its last call
 */
export function countGpu(): () => GpuCounts {
	const { device } = backend() as WebGPUBackend;
	let counts = none();
	const sizes = new WeakMap<object, number>();
	after(device, 'createBindGroup', (group, { entries }) => {
		const bound = [...entries].map(({ resource }) => resource as GPUBufferBinding);
		sizes.set(
			group,
			bound.reduce((sum, { buffer, size }) => sum + (size ?? buffer.size), 0),
		);
	});
	after(device, 'createBuffer', (buffer, { usage, size, mappedAtCreation }) => {
		if (mappedAtCreation) counts.uploaded += size;
		if ((usage & GPUBufferUsage.MAP_READ) === 0) return;
		after(buffer, 'mapAsync', () => {
			counts.readBack += size;
			counts.readBacks++;
		});
	});
	after(device.queue, 'writeBuffer', (_, __, ___, data, dataOffset = 0, size) => {
		counts.uploaded += size ?? (data as ArrayBuffer).byteLength - dataOffset;
	});
	after(device, 'createCommandEncoder', (encoder) => {
		after(encoder, 'beginComputePass', (pass) => {
			let [label, bytes] = ['', 0];
			after(pass, 'setPipeline', (_, pipeline) => {
				label = pipeline.label;
			});
			after(pass, 'setBindGroup', (_, __, group) => {
				bytes = sizes.get(group as GPUBindGroup) ?? 0;
			});
			after(pass, 'dispatchWorkgroups', () => {
				counts.dispatches++;
				counts.byPipeline[label] = (counts.byPipeline[label] ?? 0) + 1;
				counts.bound += bytes;
			});
		});
	});
	return () => {
		const counted = counts;
		counts = none();
		return counted;
	};
}

type Method = (...given: never[]) => unknown;

/** Calls `then` with a method's result and arguments each time it has run. */
function after<T extends object, K extends keyof T>(
	object: T,
	name: K,
	then: T[K] extends (...given: infer A) => infer R ? (result: R, ...given: A) => void : never,
): void {
	const method = object[name] as Method;
	object[name] = ((...given: never[]) => {
		const result = method.apply(object, given);
		(then as Method)(...([result, ...given] as never[]));
		return result;
	}) as T[K];
}
