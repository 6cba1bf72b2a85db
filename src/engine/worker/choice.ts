/** Which backend, and the sentence that tells why. Pure: the facts come from elsewhere. */
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

/** Adapters that compute on the processor: slower than WASM, which at least has all its cores and SIMD. */
export function isSoftwareAdapter(info: { readonly description: string; readonly fallback: boolean }): boolean {
	return (
		info.fallback || /swiftshader|llvmpipe|lavapipe|softpipe|\bwarp\b|basic render|software/i.test(info.description)
	);
}

const threadsOf = (count: number) => (count === 1 ? 'one thread' : `${count} threads`);

function whyNoGpu(gpu: GpuFacts): string {
	if (gpu.kind === 'unsupported') return 'this browser offers no WebGPU';
	if (gpu.kind === 'no-adapter') return 'WebGPU found no graphics adapter';
	return `the graphics adapter is a software one (${gpu.name}), which is slower`;
}

/**
 * @param wanted from `?backend=`
 * @throws AtelierError `backend-unavailable` when WebGPU is wanted and there is no adapter at all
 */
export function chooseBackend(gpu: GpuFacts, wanted?: BackendName): Choice {
	if (wanted === 'webgpu' && gpu.kind !== 'adapter') {
		throw new AtelierError(
			'backend-unavailable',
			`WebGPU was asked for, but ${whyNoGpu(gpu)}. Take ?backend=webgpu out of the address.`,
		);
	}
	if (wanted) return { backend: wanted, reason: `asked for by ?backend=${wanted}` };
	if (gpu.kind === 'adapter' && !gpu.software) return { backend: 'webgpu', reason: 'a graphics adapter is there' };
	return { backend: 'wasm', reason: whyNoGpu(gpu) };
}

/** The page's one sentence about the backend that really runs. */
export function describeBackend(
	running: {
		readonly name: BackendName;
		readonly threads?: number;
		readonly simd?: boolean;
		readonly adapter?: string;
		/** Whether the page is cross-origin isolated, without which there is no shared memory for threads. */
		readonly isolated: boolean;
	},
	reason: string,
): string {
	const { name, threads = 1, simd, adapter, isolated } = running;
	if (name === 'webgpu') return `WebGPU on ${adapter || 'an unnamed adapter'}: ${reason}.`;
	if (name === 'cpu') return `Plain JavaScript, very slow: ${reason}.`;
	const single = threads === 1 && !isolated ? ' (more need a cross-origin isolated page)' : '';
	return `WebAssembly${simd ? ' with SIMD' : ''}, ${threadsOf(threads)}${single}: ${reason}.`;
}
