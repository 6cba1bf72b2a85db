/** Reads safetensors files of any size: first the header, then each tensor when it is needed. */
import { AtelierError } from '../../../models/errors';
import { readSafetensors } from '../../../models/safetensors';
import type { TensorData } from '../../../models/types';
import type { StoredTensor, TensorFile } from './tensorFile';

interface HeaderEntry {
	readonly dtype: string;
	readonly shape: readonly number[];
	readonly data_offsets: readonly [number, number];
}

/** Limit in bytes; the header of a VGG has 20 kB. */
const LONGEST_HEADER = 1_000_000;

/** Opens a file. @throws AtelierError `model-damaged` when it is incomplete, `model-invalid` when it is not safetensors */
export async function openSafetensors(file: Blob): Promise<TensorFile> {
	const length = Number(new DataView(await file.slice(0, 8).arrayBuffer()).getBigUint64(0, true));
	if (length > LONGEST_HEADER || length + 8 > file.size) throw damaged();
	const header = parseHeader(await file.slice(8, 8 + length).text());
	const tensors = new Map<string, StoredTensor>();
	for (const [name, entry] of Object.entries(header)) {
		if (name === '__metadata__') continue;
		const [begin, end] = entry.data_offsets;
		if (8 + length + end > file.size) throw damaged();
		const bytes = file.slice(8 + length + begin, 8 + length + end);
		tensors.set(name, { shape: entry.shape, read: async () => readOne(entry, await bytes.arrayBuffer()) });
	}
	return tensors;
}

/** Writes float32 tensors to a safetensors file. */
export function writeSafetensors(tensors: ReadonlyMap<string, TensorData>): Blob {
	const header: Record<string, HeaderEntry> = {};
	let offset = 0;
	for (const [name, { shape, data }] of tensors) {
		header[name] = { dtype: 'F32', shape, data_offsets: [offset, offset + data.byteLength] };
		offset += data.byteLength;
	}
	return new Blob([
		headerBytes(header),
		...[...tensors.values()].map((tensor) => tensor.data as Float32Array<ArrayBuffer>),
	]);
}

/** Reads one tensor as a safetensors file of its own, so that our usual reader checks and converts it. */
function readOne(entry: HeaderEntry, bytes: ArrayBuffer): Float32Array {
	const header = headerBytes({ tensor: { ...entry, data_offsets: [0, bytes.byteLength] } });
	const whole = new Uint8Array(header.length + bytes.byteLength);
	whole.set(header);
	whole.set(new Uint8Array(bytes), header.length);
	return (readSafetensors(whole).get('tensor') as TensorData).data;
}

function headerBytes(header: Record<string, HeaderEntry>): Uint8Array<ArrayBuffer> {
	const json = new TextEncoder().encode(JSON.stringify(header));
	// Padded to eight bytes, as the format's own writer does, so that tensors are aligned.
	const length = Math.ceil(json.length / 8) * 8;
	const bytes = new Uint8Array(8 + length).fill(0x20);
	new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
	bytes.set(json, 8);
	return bytes;
}

function parseHeader(json: string): Record<string, HeaderEntry> {
	try {
		const header: Record<string, HeaderEntry> = JSON.parse(json);
		for (const [name, entry] of Object.entries(header)) {
			if (name === '__metadata__') continue;
			const offsets = entry.data_offsets;
			if (!Array.isArray(entry.shape) || !(offsets[0] >= 0 && offsets[0] <= offsets[1])) throw new TypeError(name);
		}
		return header;
	} catch (cause) {
		throw new AtelierError('model-invalid', 'This is not a safetensors file. Choose another file.', { cause });
	}
}

function damaged(): AtelierError {
	return new AtelierError('model-damaged', 'This safetensors file is incomplete: download it again.');
}
