/** For tests in Node: starts one of the backends that run there. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { findBackendFactory, ready, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import type { FoundAdapter } from '../../engine/shared/adapter';
import { startKernels } from '../../kernels';
import { hasKernels } from '../../kernels/wasm';

/** `kernels` is WASM with our own kernels. */
export const nodeBackends = ['cpu', 'wasm', 'kernels'] as const;
type NodeBackend = (typeof nodeBackends)[number];

let pathsSet = false;

/** Starts a backend. @throws Error when it does not start, so that no test runs on another one by accident */
export async function startBackend(name: NodeBackend | 'webgpu'): Promise<void> {
	if (name === 'webgpu') return startGpu();
	if (!pathsSet) {
		const main = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
		setWasmPaths(`${dirname(main)}/`);
		pathsSet = true;
	}
	// Kernels cannot be stopped: each call starts with a fresh backend.
	const factory = findBackendFactory('wasm');
	removeBackend('wasm');
	registerBackend('wasm', factory);
	if (!(await setBackend(name === 'cpu' ? 'cpu' : 'wasm'))) throw new Error(`The ${name} backend did not start.`);
	await ready();
	if (name === 'kernels') await startKernels(1);
	if (hasKernels() !== (name === 'kernels'))
		throw new Error('The kernels did not start, or were running unexpectedly.');
}

/** Options of tests on {@link networkBackends}: a graphics adapter in software takes its time to compile shaders. */
export const slowest = { timeout: 180_000 };

let gpuStarted = false;
let gpu: Promise<FoundAdapter | string> | undefined;

/**
 * The backends that the networks are tested on: `nodeBackends`, and WebGPU with our kernels where there is an adapter,
 * in software if need be. Prints a sentence where there is none.
 */
export async function networkBackends(): Promise<(NodeBackend | 'webgpu')[]> {
	gpu ??= import('./dawn').then(({ startDawn }) => startDawn({ software: true }));
	const found = await gpu;
	if (typeof found !== 'string') return [...nodeBackends, 'webgpu'];
	console.info(`Tests on WebGPU are skipped. ${found}`);
	return [...nodeBackends];
}

/** Starts one device for all tests of a file: compiling shaders in software takes seconds. */
async function startGpu(): Promise<void> {
	if (gpuStarted) {
		await setBackend('webgpu');
		return;
	}
	const found = await gpu;
	if (found === undefined || typeof found === 'string') throw new Error(found ?? 'Call networkBackends first.');
	const { startWebGpu } = await import('../../engine/worker/webgpu');
	await startWebGpu(found, (error) => {
		throw error;
	});
	await startKernels(1);
	gpuStarted = true;
}
