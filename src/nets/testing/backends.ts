/** For tests in Node: starts one of the backends that run there. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { ready, setBackend } from '@tensorflow/tfjs-core';

export const nodeBackends = ['cpu', 'wasm'] as const;

let pathsSet = false;

/** @throws Error when the backend does not start, so that no test passes on another one */
export async function startBackend(name: (typeof nodeBackends)[number]): Promise<void> {
	if (!pathsSet) {
		const main = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
		setWasmPaths(`${dirname(main)}/`);
		pathsSet = true;
	}
	if (!(await setBackend(name))) throw new Error(`The ${name} backend did not start.`);
	await ready();
}
