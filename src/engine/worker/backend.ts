/** Starts the best backend that this browser supports, and hides the differences from the jobs. */
import * as tf from '@tensorflow/tfjs-core';
import { AtelierError } from '../../models/errors';
import type { BackendName, BackendReport } from '../protocol';
import { findAdapter } from '../shared/adapter';
import { chooseBackend, describeBackend, type GpuFacts } from '../shared/choice';
import { checkBinary, startWasm } from './wasm';

export interface Device {
	readonly report: BackendReport;
	/** See MemoryReport.deviceBytes. */
	bytes(): number;
	/** Returns the device's error since the last call, if any, without waiting. */
	failure(): AtelierError | undefined;
	/** Waits for all submitted work, and returns the device's error since the last call, if any. */
	settle(): Promise<AtelierError | undefined>;
	/** Frees memory that the backend pools. */
	trim(): void;
	/** For tests: destroys the device; undefined where there is none. */
	readonly destroy: (() => void) | undefined;
}

type Started = Omit<Device, 'report'> & { readonly facts: Omit<Parameters<typeof describeBackend>[0], 'isolated'> };

const infallible = { failure: () => undefined, settle: async () => undefined, trim: () => {}, destroy: undefined };

async function startProcessor(name: 'wasm' | 'cpu'): Promise<Started> {
	if (name === 'wasm') {
		const { threads, simd, heapBytes } = await startWasm();
		return { ...infallible, facts: { name, threads, simd }, bytes: heapBytes };
	}
	await import('@tensorflow/tfjs-backend-cpu');
	await tf.setBackend('cpu');
	return { ...infallible, facts: { name }, bytes: () => tf.memory().numBytes };
}

/**
 * Starts a backend: the first of WebGPU, WASM and CPU that works.
 * @param wanted from `?backend=`: the only one to try
 * @param onLost called once when the device is lost
 * @throws AtelierError `backend-unavailable` when none starts; `network-failed` when their files cannot be loaded
 */
export async function startBackend(
	wanted: BackendName | undefined,
	onLost: (error: AtelierError) => void,
): Promise<Device> {
	// The WebGPU backend is the largest, and is fetched only where the browser has the API.
	const gpu = navigator.gpu ? await import('./webgpu') : undefined;
	const found = gpu && wanted !== 'wasm' && wanted !== 'cpu' ? await findAdapter() : 'unsupported';
	const facts: GpuFacts = typeof found === 'string' ? { kind: found } : { kind: 'adapter', ...found };
	const choice = chooseBackend(facts, wanted);

	const attempts: { name: BackendName; reason: string; start: () => Promise<Started> }[] = [];
	if (choice.backend === 'webgpu' && gpu && typeof found !== 'string') {
		attempts.push({
			name: 'webgpu',
			reason: choice.reason,
			start: async () => {
				const { deviceBytes, ...rest } = await gpu.startWebGpu(found, onLost);
				return { ...rest, bytes: deviceBytes, facts: { name: 'webgpu', adapter: found.name } };
			},
		});
	}
	if (choice.backend === 'wasm')
		attempts.push({ name: 'wasm', reason: choice.reason, start: () => startProcessor('wasm') });
	if (!wanted && choice.backend === 'webgpu') {
		attempts.push({ name: 'wasm', reason: 'the graphics adapter did not start', start: () => startProcessor('wasm') });
	}
	if (!wanted || wanted === 'cpu') {
		const reason = wanted ? choice.reason : 'neither a graphics device nor WebAssembly started';
		attempts.push({ name: 'cpu', reason, start: () => startProcessor('cpu') });
	}

	let problem: unknown;
	for (const { name, reason, start } of attempts) {
		try {
			const { facts, ...device } = await start();
			const text = describeBackend({ ...facts, isolated: self.crossOriginIsolated }, reason);
			return { ...device, report: { ...facts, reason: text } };
		} catch (error) {
			console.warn('A backend did not start.', error);
			// Plain JavaScript would be too slow to be a remedy for a file that did not arrive.
			if (name === 'wasm') await checkBinary();
			problem = error;
		}
	}
	throw new AtelierError(
		'backend-unavailable',
		`The ${choice.backend} backend did not start in this browser. Try another browser, or ?backend=cpu.`,
		{ cause: problem },
	);
}
