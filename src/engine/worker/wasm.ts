/**
 * The WASM backend on all cores.
 *
 * TensorFlow.js 4.22 never runs more than half as many threads as the machine has logical cores, whatever
 * `setThreadsCount` asks for: `init_with_threads_count` ends in `min(count, num_cores)`, and `num_cores` is
 * `navigator.hardwareConcurrency / 2` (src/cc/backend.cc). On two cores that is one thread. So the number is
 * shown to it doubled while it starts.
 *
 * Its own start also makes the threads' scripts from blob: addresses and from the bundled factory's text;
 * here they are files of the own origin, which a strict Content-Security-Policy and a minifier leave alone.
 */
import { BackendWasm, getThreadsCount, setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';
import threadedFactory from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js';
import factoryUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.wasm?url';
import * as tf from '@tensorflow/tfjs-core';
import { outOfMemory } from './failures';
import pthreadUrl from './pthread.js?url';

/** Emscripten's fixed pool in 4.22 (`pthreadPoolSize`): the backend can use no more. */
const poolSize = 8;

/** The part of Emscripten's module that is used here; the package's own types leave it out. */
interface EmscriptenModule {
	readonly HEAPU8: Uint8Array;
	_malloc(bytes: number): number;
	cwrap(name: string, result: 'number' | null, parameters: 'number'[]): (...values: number[]) => number;
	tfjs: Record<string, (...values: number[]) => number>;
	readonly PThread?: { readonly unusedWorkers: Worker[] };
}

type BackendModule = ConstructorParameters<typeof BackendWasm>[0];

/**
 * Up to four logical cores all are used. Above, half: there they are mostly pairs that share one arithmetic
 * unit, or small cores that hold the big ones up.
 */
export function threadsFor(cores: number): number {
	return Math.max(1, cores <= 4 ? Math.floor(cores) : Math.min(poolSize, Math.max(4, Math.floor(cores / 2))));
}

/** The names of backend_wasm.ts for the functions of the binary. */
function bindTensorFunctions(module: EmscriptenModule): void {
	module.tfjs = {
		init: module.cwrap('init', null, []),
		initWithThreadsCount: module.cwrap('init_with_threads_count', null, ['number']),
		getThreadsCount: module.cwrap('get_threads_count', 'number', []),
		registerTensor: module.cwrap('register_tensor', null, ['number', 'number', 'number']),
		disposeData: module.cwrap('dispose_data', null, ['number']),
		dispose: module.cwrap('dispose', null, []),
	};
}

/**
 * `malloc` answers 0 when the heap cannot grow, and takes a size of 4 GB or more modulo 4 GB: TensorFlow.js
 * would go on and write over whatever lies there.
 */
export function refuseNull(module: EmscriptenModule): void {
	// Emscripten's stub puts the real function in its own place at the first call, and would displace ours.
	module._malloc(0);
	const malloc = module._malloc;
	module._malloc = (bytes) => {
		const address = bytes < 2 ** 32 ? malloc(bytes) : 0;
		if (address === 0 && bytes > 0) throw outOfMemory(`no room for ${bytes} bytes`);
		return address;
	};
}

async function startThreaded(threads: number): Promise<BackendWasm> {
	let spawned = 0;
	const config = {
		mainScriptUrlOrBlob: factoryUrl,
		locateFile(path: string): string {
			if (path.endsWith('.wasm')) return threadedUrl;
			// The pool is used from its end, and this worker itself is the first thread.
			const isSpare = spawned++ < poolSize - (threads - 1);
			return isSpare ? `${pthreadUrl}#spare` : pthreadUrl;
		},
	};
	Object.defineProperty(navigator, 'hardwareConcurrency', { configurable: true, value: threads * 2 });
	try {
		const starting = threadedFactory(config);
		// The factory turns its configuration into the module, and has made its pool by now.
		const module = config as unknown as EmscriptenModule;
		const pool = module.PThread?.unusedWorkers ?? [];
		const failed = new Promise<never>((_, reject) => {
			for (const worker of pool) worker.addEventListener('error', (event) => reject(new Error(event.message)));
		});
		await Promise.race([starting, failed]);
		bindTensorFunctions(module);
		refuseNull(module);
		setThreadsCount(threads);
		const backend = new BackendWasm(module as unknown as BackendModule);
		for (const spare of pool.splice(0)) spare.terminate();
		return backend;
	} finally {
		// Uncovers the browser's own property.
		Reflect.deleteProperty(navigator, 'hardwareConcurrency');
	}
}

export interface WasmStart {
	readonly threads: number;
	readonly simd: boolean;
	/** Bytes of the WASM heap; it grows and never shrinks. */
	heapBytes(): number;
}

/**
 * Makes WASM the current backend.
 * @param threads wanted; one where the page is not cross-origin isolated, which shared memory needs
 * @throws whatever keeps the binary from starting (no WebAssembly, a file that does not arrive)
 */
export async function startWasm(threads = threadsFor(navigator.hardwareConcurrency)): Promise<WasmStart> {
	const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT').then(Boolean);
	const canThread = self.crossOriginIsolated && simd && threads > 1;
	const threaded = canThread ? await startThreaded(threads).catch(warn) : undefined;
	if (threaded) {
		tf.removeBackend('wasm');
		tf.registerBackend('wasm', () => threaded);
	} else {
		tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
		setWasmPaths({
			'tfjs-backend-wasm.wasm': plainUrl,
			'tfjs-backend-wasm-simd.wasm': simdUrl,
			'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
		});
	}
	if (!(await tf.setBackend('wasm'))) throw new Error('The WASM backend did not start.');
	const module = (tf.backend() as BackendWasm).wasm as unknown as EmscriptenModule;
	if (!threaded) refuseNull(module);
	return {
		threads: threaded ? getThreadsCount() : 1,
		simd,
		heapBytes: () => module.HEAPU8.byteLength,
	};
}

function warn(error: unknown): undefined {
	console.warn('WASM threads did not start, one thread is used.', error);
	return undefined;
}
