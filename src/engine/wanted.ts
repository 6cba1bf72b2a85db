import type { BackendName } from './protocol';

const names: readonly BackendName[] = ['webgpu', 'wasm', 'cpu'];

/** Reads `?backend=webgpu|wasm|cpu` from a URL's query; undefined for anything else. */
export function wantedBackend(query: string): BackendName | undefined {
	const wanted = new URLSearchParams(query).get('backend');
	return names.find((name) => name === wanted);
}
