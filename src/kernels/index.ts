/**
 * Kernels of our own for the backends of TensorFlow.js, registered with it, so that tensors, scopes and memory work as
 * usual. Where they were not started, TensorFlow.js's own kernels compute the same.
 */
import { getBackend } from '@tensorflow/tfjs-core';
import { startKernels as startWasmKernels } from './wasm';
import { registerGpuKernels } from './webgpu';

/** Starts the current backend's kernels, if it has any. @param threads wanted on WASM */
export async function startKernels(threads: number): Promise<void> {
	if (getBackend() === 'webgpu') registerGpuKernels();
	else await startWasmKernels(threads);
}
