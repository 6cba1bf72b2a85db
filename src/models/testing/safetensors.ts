/** For tests: writes and serves safetensors files. */
import type { Fetch } from '../download';

export interface FixtureTensor {
	readonly dtype: string;
	readonly shape: readonly number[];
	readonly bytes: Uint8Array;
}

/** Assembles a file from a header (an object, or its text) and the bytes after it. */
export function assembleFile(header: unknown, body: Uint8Array, declaredLength?: bigint): Uint8Array {
	const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
	const out = new Uint8Array(8 + text.length + body.length);
	new DataView(out.buffer).setBigUint64(0, declaredLength ?? BigInt(text.length), true);
	out.set(text, 8);
	out.set(body, 8 + text.length);
	return out;
}

/** Encodes a well-formed file. */
export function encodeSafetensors(tensors: Readonly<Record<string, FixtureTensor>>): Uint8Array {
	const header: Record<string, unknown> = { __metadata__: { format: 'pt' } };
	const parts: number[] = [];
	for (const [name, { dtype, shape, bytes }] of Object.entries(tensors)) {
		header[name] = { dtype, shape, data_offsets: [parts.length, parts.length + bytes.length] };
		parts.push(...bytes);
	}
	return assembleFile(header, Uint8Array.from(parts));
}

export function float32(shape: readonly number[], values: readonly number[]): FixtureTensor {
	return { dtype: 'F32', shape, bytes: new Uint8Array(Float32Array.from(values).buffer) };
}

/** Serves files by URL, 404 for all others, and records the requests. */
export function fakeServer(files: Map<string, Uint8Array>): { fetch: Fetch; asked: string[] } {
	const asked: string[] = [];
	return {
		asked,
		fetch: async (url, init) => {
			asked.push(init?.cache === 'reload' ? `${url} (fresh)` : url);
			init?.signal?.throwIfAborted();
			const bytes = files.get(url);
			if (!bytes) return new Response(null, { status: 404 });
			return new Response(inPieces(bytes, 7));
		},
	};
}

function inPieces(bytes: Uint8Array, size: number): ReadableStream<Uint8Array<ArrayBuffer>> {
	let at = 0;
	return new ReadableStream({
		pull(controller) {
			if (at >= bytes.length) return controller.close();
			controller.enqueue(bytes.slice(at, at + size));
			at += size;
		},
	});
}
