const labels: Readonly<Record<string, string>> = { webgpu: 'WebGPU', wasm: 'WASM', cpu: 'CPU' };

/** What the networks ran on, as it is written. */
export const backendLabel = (backend: string): string => labels[backend] ?? backend;
