const labels: Readonly<Record<string, string>> = { webgpu: 'WebGPU', wasm: 'WASM', cpu: 'CPU' };

/** The name of a backend as shown to the visitor. */
export const backendLabel = (backend: string): string => labels[backend] ?? backend;
