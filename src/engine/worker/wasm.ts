/**
 * Starts the WASM backend on all cores.
 *
 * TensorFlow.js 4.22 uses at most half as many threads as the machine has logical cores, whatever `setThreadsCount` asks
 * for: `init_with_threads_count` takes `min(count, num_cores)`, and `num_cores` is `navigator.hardwareConcurrency / 2`
 * (src/cc/backend.cc). On two cores that is one thread. Therefore `hardwareConcurrency` is doubled while it starts.
 *
 * Its own start also creates the threads' scripts from blob: URLs and from the bundled factory's source. Here they are
 * files of our own origin, which work with a strict Content-Security-Policy and with a minifier.
 */
import { BackendWasm, getThreadsCount, setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';
import threadedFactory from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js';
import factoryUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.wasm?url';
import * as tf from '@tensorflow/tfjs-core';
import { AtelierError } from '../../models/errors';
import { outOfMemory } from './failures';
import pthreadUrl from './pthread.js?url';

/** Size of Emscripten's fixed thread pool in 4.22 (`pthreadPoolSize`), the most threads that the backend can use. */
const poolSize = 8;

/** The parts of Emscripten's module used here, which the package's types omit. */
interface EmscriptenModule {
	readonly HEAPU8: Uint8Array;
	_malloc(bytes: number): number;
	cwrap(name: string, result: 'number' | null, parameters: 'number'[]): (...values: number[]) => number;
	tfjs: Record<string, (...values: number[]) => number>;
	readonly PThread?: { readonly unusedWorkers: Worker[] };
}

type BackendModule = ConstructorParameters<typeof BackendWasm>[0];

/**
 * Chooses the number of threads: all of up to four logical cores, else half of them, because the others are mostly
 * hyper-threads that share an arithmetic unit, or small cores that slow the large ones down.
 */
export function threadsFor(cores: number): number {
	return Math.max(1, cores <= 4 ? Math.floor(cores) : Math.min(poolSize, Math.max(4, Math.floor(cores / 2))));
}

/** Binds the binary's functions to the names that backend_wasm.ts uses. */
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
 * Makes `malloc` throw when it fails. It returns 0 when the heap cannot grow, and takes sizes of 4 GB or more modulo
 * 4 GB; TensorFlow.js would overwrite other data in both cases.
 */
export function refuseNull(module: EmscriptenModule): void {
	// At its first call, Emscripten's stub replaces itself by the real function; later, it would replace ours.
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
			// The pool is used from its end, and this worker is the first thread.
			const isSpare = spawned++ < poolSize - (threads - 1);
			return isSpare ? `${pthreadUrl}#spare` : pthreadUrl;
		},
	};
	Object.defineProperty(navigator, 'hardwareConcurrency', { configurable: true, value: threads * 2 });
	try {
		const starting = threadedFactory(config);
		// The factory uses its configuration as the module, and has created its pool by now.
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
		// Restores the browser's own property.
		Reflect.deleteProperty(navigator, 'hardwareConcurrency');
	}
}

export interface WasmStart {
	readonly threads: number;
	readonly simd: boolean;
	/** Bytes of the WASM heap, which never shrinks. */
	heapBytes(): number;
}

/**
 * Makes WASM the current backend.
 * @param threads wanted; one where the page is not cross-origin isolated, which shared memory requires
 * @throws when the binary does not start (no WebAssembly, or a file that cannot be loaded)
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

/** @throws AtelierError `network-failed` when the server does not give the binary: then it is not the browser's fault */
export async function checkBinary(get: typeof fetch = fetch): Promise<void> {
	const response = await get(simdUrl).catch(() => undefined);
	await response?.body?.cancel();
	if (response?.ok) return;
	throw new AtelierError(
		'network-failed',
		'The files that compute could not be loaded. Check the connection and reload the page; if it happens again, the installation is incomplete.',
	);
}

function warn(error: unknown): undefined {
	console.warn('WASM threads did not start; using one thread.', error);
	return undefined;
}
