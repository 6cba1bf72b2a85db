/** Starts the WebGPU backend and watches its device for loss and errors, which TensorFlow.js itself ignores. */
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { AtelierError } from '../../models/errors';
import type { FoundAdapter } from '../shared/adapter';
import { deviceLost, outOfMemory } from './failures';

export interface WebGpuStart {
	/** Bytes of the buffers on the device, the backend's pool included. */
	deviceBytes(): number;
	/** Waits for all submitted work, and returns the error since the last call, if any. */
	settle(): Promise<AtelierError | undefined>;
	/** Returns the error known since the last call, if any, without waiting. */
	failure(): AtelierError | undefined;
	/** Frees the pool of unused buffers, which otherwise keeps every size ever used. */
	trim(): void;
	/** For tests: destroys the device, as a driver reset would. */
	destroy(): void;
}

/** The private parts of the backend's BufferManager used here. */
interface BufferPool {
	readonly freeBuffers: Map<string, GPUBuffer[]>;
	numFreeBuffers: number;
	numBytesAllocated: number;
}

/** Classifies an error from `uncapturederror`. It arrives some time after the call; results in between are invalid. */
function classify(error: GPUError): AtelierError {
	const tooLarge = error instanceof GPUOutOfMemoryError || /exceeds|too large|out of memory/i.test(error.message);
	if (tooLarge) return outOfMemory(error.message);
	return new AtelierError('internal', `The graphics device refused a step. Reload the page. (${error.message})`);
}

/** Requests a device with the features and limits of the backend's own registration (base.js of the package). */
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
 * @param onLost called at most once, with the error to show
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
		// The first error is the cause; those that follow mostly concern its invalid buffers.
		problem ??= classify(error);
	});
	const backend = new WebGPUBackend(device, adapter.info);
	// The package registers a backend of its own only where it finds navigator.gpu as it loads.
	if (tf.findBackendFactory('webgpu')) tf.removeBackend('webgpu');
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
			// Errors arrive in the order of the device's timeline, so the result of an empty scope comes after them.
			device.pushErrorScope('validation');
			await device.popErrorScope().catch(() => null);
			return failure();
		},
		deviceBytes: () => pool.numBytesAllocated,
		trim() {
			// Buffers of commands not yet submitted are not in the pool, so none of these are in use.
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
