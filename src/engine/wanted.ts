import type { BackendName } from './protocol';

const names: readonly BackendName[] = ['webgpu', 'wasm', 'cpu'];

/** `?backend=webgpu|wasm|cpu` of an address's query; anything else is as good as nothing. */
export function wantedBackend(query: string): BackendName | undefined {
	const wanted = new URLSearchParams(query).get('backend');
	return names.find((name) => name === wanted);
}
