/** How much memory a painting may take here: a guess on the safe side, since browsers do not tell. */

const gigabyte = 2 ** 30;
/** A WebAssembly heap has 32-bit addresses, and must hold more than the painting. */
const wasmLimit = 3.2 * gigabyte;

/** @returns bytes; half of the device's memory, which browsers round down and cap at 8 GB */
export function memoryBudget(backend: string, deviceMemory: number | undefined): number {
	const half = ((deviceMemory ?? 4) * gigabyte) / 2;
	return backend === 'webgpu' ? half : Math.min(half, wasmLimit);
}

/** Memory of this device in GB; undefined if the browser does not report it. */
const deviceMemory = (): number | undefined =>
	(navigator as Navigator & { readonly deviceMemory?: number }).deviceMemory;

/** Bytes that a painting may take on this device. */
export const budgetOf = (backend: string): number => memoryBudget(backend, deviceMemory());
