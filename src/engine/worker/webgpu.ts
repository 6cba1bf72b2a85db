/** The WebGPU backend on a device that is watched: TensorFlow.js itself listens neither to its loss nor to its errors. */
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { AtelierError } from '../../models/errors';
import { isSoftwareAdapter } from './choice';
import { deviceLost, outOfMemory } from './failures';

export interface FoundAdapter {
	readonly adapter: GPUAdapter;
	/** For the page, such as "nvidia ampere". */
	readonly name: string;
	readonly software: boolean;
}

/** @returns the adapter, or why there is none; `navigator.gpu` may exist and still have no adapter */
export async function findAdapter(): Promise<FoundAdapter | 'unsupported' | 'no-adapter'> {
	if (!navigator.gpu) return 'unsupported';
	const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
	if (!adapter) return 'no-adapter';
	const { vendor, architecture, description } = adapter.info;
	const name = description || [vendor, architecture].filter(Boolean).join(' ');
	const software = isSoftwareAdapter({
		description: `${vendor} ${architecture} ${description}`,
		fallback: adapter.info.isFallbackAdapter ?? false,
	});
	return { adapter, name, software };
}

export interface WebGpuStart {
	/** Buffers that the device holds, the backend's pool included. */
	deviceBytes(): number;
	/** What went wrong since the last call, seen once all work submitted so far is done. */
	settle(): Promise<AtelierError | undefined>;
	/** What is known to have gone wrong since the last call, without waiting. */
	failure(): AtelierError | undefined;
	/** Gives the pool of free buffers back: it keeps every size it ever met. */
	trim(): void;
	/** Tests: ends the device as a driver's reset would. */
	destroy(): void;
}

/** The parts of the backend's BufferManager that its types keep private. */
interface BufferPool {
	readonly freeBuffers: Map<string, GPUBuffer[]>;
	numFreeBuffers: number;
	numBytesAllocated: number;
}

/** Errors reach a device's `uncapturederror` some time after the call; the results in between are garbage. */
function classify(error: GPUError): AtelierError {
	const tooLarge = error instanceof GPUOutOfMemoryError || /exceeds|too large|out of memory/i.test(error.message);
	if (tooLarge) return outOfMemory(error.message);
	return new AtelierError('internal', `The graphics device refused a step. Reload the page. (${error.message})`);
}

/** The features and limits that the backend's own registration asks for (base.js of the package). */
async function requestDevice(adapter: GPUAdapter): Promise<GPUDevice> {
	const features = ['timestamp-query', 'bgra8unorm-storage'] as const;
	const { limits } = adapter;
	return adapter.requestDevice({
		requiredFeatures: features.filter((feature) => adapter.features.has(feature)),
		requiredLimits: {
			maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
			maxComputeWorkgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
			maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
			maxBufferSize: limits.maxBufferSize,
			maxComputeWorkgroupSizeX: limits.maxComputeWorkgroupSizeX,
			maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
		},
	});
}

/**
 * Makes WebGPU the current backend.
 * @param onLost told at most once, with the error to show
 * @throws what `requestDevice` throws
 */
export async function startWebGpu(
	{ adapter }: FoundAdapter,
	onLost: (error: AtelierError) => void,
): Promise<WebGpuStart> {
	const device = await requestDevice(adapter);
	let problem: AtelierError | undefined;
	let isLost = false;
	device.lost.then(({ message }) => {
		isLost = true;
		const error = deviceLost(message);
		problem = error;
		console.warn('GPU device lost.', message);
		onLost(error);
	});
	device.addEventListener('uncapturederror', ({ error }) => {
		console.warn('GPU error.', error.message);
		// The first is the cause; what follows is mostly its invalid buffers.
		problem ??= classify(error);
	});
	const backend = new WebGPUBackend(device, adapter.info);
	tf.removeBackend('webgpu');
	tf.registerBackend('webgpu', () => backend);
	if (!(await tf.setBackend('webgpu'))) throw new Error('The WebGPU backend did not start.');
	const pool = backend.bufferManager as unknown as BufferPool;

	const failure = () => {
		const found = problem;
		// A lost device stays lost.
		if (!isLost) problem = undefined;
		return found;
	};
	return {
		failure,
		async settle() {
			// Errors are reported in the order of the device's timeline, so an empty scope's answer comes after them.
			device.pushErrorScope('validation');
			await device.popErrorScope().catch(() => null);
			return failure();
		},
		deviceBytes: () => pool.numBytesAllocated,
		trim() {
			// Buffers of commands not yet submitted are not in the pool, so none of these is in use.
			for (const buffers of pool.freeBuffers.values()) {
				for (const buffer of buffers.splice(0)) {
					pool.numBytesAllocated -= buffer.size;
					pool.numFreeBuffers--;
					buffer.destroy();
				}
			}
		},
		destroy: () => device.destroy(),
	};
}
