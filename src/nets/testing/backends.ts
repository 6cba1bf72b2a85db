/** For tests in Node: starts one of the backends that run there. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { findBackendFactory, ready, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { hasKernels, startKernels } from '../kernels';

/** `kernels` is WASM with our own kernels. */
export const nodeBackends = ['cpu', 'wasm', 'kernels'] as const;

let pathsSet = false;

/** Starts a backend. @throws Error when it does not start, so that no test runs on another one by accident */
export async function startBackend(name: (typeof nodeBackends)[number]): Promise<void> {
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
