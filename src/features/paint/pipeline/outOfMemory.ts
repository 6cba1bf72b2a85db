/** Recognises the various errors by which browsers report that memory has run out. */
import { AtelierError } from '../../../models/errors';

export function isOutOfMemory(error: unknown): boolean {
	if (error instanceof AtelierError) return error.code === 'out-of-memory';
	if (!(error instanceof Error)) return false;
	// WebAssembly's allocator, typed arrays and canvases, WebGPU's buffers.
	return /out of memory|allocation failed|cannot enlarge memory|invalid typed array length/i.test(error.message);
}
