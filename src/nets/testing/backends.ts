/** For tests in Node: starts one of the backends that run there. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { findBackendFactory, ready, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { hasKernels, startKernels } from '../kernels';

/** `kernels`: WASM with the studio's own kernels. */
export const nodeBackends = ['cpu', 'wasm', 'kernels'] as const;

let pathsSet = false;

/** @throws Error when the backend does not start, so that no test passes on another one */
export async function startBackend(name: (typeof nodeBackends)[number]): Promise<void> {
	if (!pathsSet) {
		const main = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
		setWasmPaths(`${dirname(main)}/`);
		pathsSet = true;
	}
	// Kernels stay once they are there: each test file's backends begin anew.
	const factory = findBackendFactory('wasm');
	removeBackend('wasm');
	registerBackend('wasm', factory);
	if (!(await setBackend(name === 'cpu' ? 'cpu' : 'wasm'))) throw new Error(`The ${name} backend did not start.`);
	await ready();
	if (name === 'kernels') await startKernels(1);
	if (hasKernels() !== (name === 'kernels')) throw new Error('The kernels did not start, or nobody asked for them.');
}
