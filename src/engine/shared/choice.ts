/** Chooses the backend and words the reason, as pure functions. */
import { AtelierError } from '../../models/errors';
import type { BackendName } from '../protocol';

export type GpuFacts =
	| { readonly kind: 'unsupported' }
	| { readonly kind: 'no-adapter' }
	| { readonly kind: 'adapter'; readonly software: boolean; readonly name: string };

export interface Choice {
	readonly backend: BackendName;
	readonly reason: string;
}

/** Whether an adapter computes on the CPU: it is slower than WASM, which uses all cores and SIMD. */
export function isSoftwareAdapter(info: { readonly description: string; readonly fallback: boolean }): boolean {
	return (
		info.fallback || /swiftshader|llvmpipe|lavapipe|softpipe|\bwarp\b|basic render|software/i.test(info.description)
	);
}

const threadsOf = (count: number) => (count === 1 ? 'one thread' : `${count} threads`);

function whyNoGpu(gpu: GpuFacts): string {
	if (gpu.kind === 'unsupported') return 'this browser does not support WebGPU';
	if (gpu.kind === 'no-adapter') return 'WebGPU found no graphics adapter';
	return `the only graphics adapter is a software one (${gpu.name}), which is slower`;
}

/**
 * Chooses the backend: WebGPU on a real graphics adapter, otherwise WASM.
 * @param wanted from `?backend=`
 * @throws AtelierError `backend-unavailable` when WebGPU is wanted and there is no adapter
 */
export function chooseBackend(gpu: GpuFacts, wanted?: BackendName): Choice {
	if (wanted === 'webgpu' && gpu.kind !== 'adapter') {
		throw new AtelierError(
			'backend-unavailable',
			`WebGPU was requested, but ${whyNoGpu(gpu)}. Remove ?backend=webgpu from the address.`,
		);
	}
	if (wanted) return { backend: wanted, reason: `requested by ?backend=${wanted}` };
	if (gpu.kind === 'adapter' && !gpu.software) return { backend: 'webgpu', reason: 'a graphics adapter is available' };
	return { backend: 'wasm', reason: whyNoGpu(gpu) };
}

/** Describes the running backend in one sentence for the page. */
export function describeBackend(
	running: {
		readonly name: BackendName;
		readonly threads?: number;
		readonly simd?: boolean;
		readonly adapter?: string;
		/** Whether the page is cross-origin isolated, which shared memory for threads requires. */
		readonly isolated: boolean;
	},
	reason: string,
): string {
	const { name, threads = 1, simd, adapter, isolated } = running;
	if (name === 'webgpu') return `WebGPU on ${adapter || 'an unnamed adapter'}: ${reason}.`;
	if (name === 'cpu') return `Plain JavaScript, very slow: ${reason}.`;
	const single = threads === 1 && !isolated ? ' (more require a cross-origin isolated page)' : '';
	return `WebAssembly${simd ? ' with SIMD' : ''}, ${threadsOf(threads)}${single}: ${reason}.`;
}
