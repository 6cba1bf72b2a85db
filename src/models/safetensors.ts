/**
 * Reads the safetensors format (https://huggingface.co/docs/safetensors): 8 bytes of header length (little-endian), a
 * JSON header `{name: {dtype, shape, data_offsets: [begin, end]}, "__metadata__": {text: text}}`, then the data.
 *
 * The header is untrusted: everything in it is checked against the file before it is used.
 */
import { AtelierError } from './errors';
import { float16ToFloat32 } from './float16';
import type { TensorData } from './types';

/** The format's own limit; a longer header is a damaged length. */
const longestHeader = 100_000_000;
const bytesPerElement = { F32: 4, F16: 2, U8: 1 } as const;
type Dtype = keyof typeof bytesPerElement;

interface Entry {
	readonly name: string;
	readonly dtype: Dtype;
	readonly shape: readonly number[];
	readonly begin: number;
	readonly end: number;
}

function invalid(file: string, why: string, cause?: unknown): AtelierError {
	return new AtelierError(
		'model-invalid',
		`${file} is not a weight file that Atelier can read: ${why}. Use a safetensors file with F16, F32 or U8 tensors.`,
		cause === undefined ? undefined : { cause },
	);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isDtype(value: unknown): value is Dtype {
	return typeof value === 'string' && Object.hasOwn(bytesPerElement, value);
}

function isCount(value: unknown): value is number {
	return Number.isSafeInteger(value) && (value as number) >= 0;
}

function readEntry(file: string, name: string, value: unknown, room: number): Entry {
	if (!isRecord(value)) throw invalid(file, `tensor "${name}" has no description`);
	const { dtype, shape, data_offsets: offsets } = value;
	if (!isDtype(dtype)) throw invalid(file, `tensor "${name}" has the type ${JSON.stringify(dtype)}`);
	if (!Array.isArray(shape) || !shape.every(isCount)) throw invalid(file, `tensor "${name}" has no valid shape`);
	if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isCount)) {
		throw invalid(file, `tensor "${name}" has invalid offsets`);
	}
	const [begin, end] = offsets as [number, number];
	if (begin > end || end > room) throw invalid(file, `tensor "${name}" is outside the file`);
	const elements = shape.reduce((product, size) => product * size, 1);
	if (elements * bytesPerElement[dtype] !== end - begin) {
		throw invalid(
			file,
			`tensor "${name}" has ${end - begin} bytes, but its shape needs ${elements * bytesPerElement[dtype]}`,
		);
	}
	return { name, dtype, shape, begin, end };
}

function readHeader(file: string, bytes: Uint8Array): { entries: Entry[]; start: number } {
	if (bytes.length < 8) throw invalid(file, 'it is shorter than a header');
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const length = view.getBigUint64(0, true);
	if (length > longestHeader || Number(length) > bytes.length - 8) throw invalid(file, 'its header is cut short');
	const start = 8 + Number(length);
	let header: unknown;
	try {
		header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, start)));
	} catch (cause) {
		throw invalid(file, 'its header is not JSON', cause);
	}
	if (!isRecord(header)) throw invalid(file, 'its header is not a table');
	const entries = Object.entries(header)
		.filter(([name]) => name !== '__metadata__')
		.map(([name, value]) => readEntry(file, name, value, bytes.length - start));
	return { entries, start };
}

/** Checks that there are no gaps or overlaps, which the format forbids. */
function checkLayout(file: string, entries: readonly Entry[], room: number): void {
	let offset = 0;
	for (const entry of entries.toSorted((a, b) => a.begin - b.begin || a.end - b.end)) {
		if (entry.begin !== offset) throw invalid(file, `its bytes before tensor "${entry.name}" do not add up`);
		offset = entry.end;
	}
	if (offset !== room) throw invalid(file, `${room - offset} bytes at its end belong to no tensor`);
}

function widen(dtype: Dtype, bytes: Uint8Array): Float32Array {
	if (dtype === 'F16') return float16ToFloat32(bytes);
	if (dtype === 'U8') return new Float32Array(bytes);
	// Copied, because the file's bytes may not be aligned to four.
	return new Float32Array(bytes.slice().buffer);
}

/**
 * Reads a safetensors file.
 *
 * @param bytes the whole file
 * @param file its name, for messages
 * @returns tensors by name as float32; U8 becomes the numbers 0..255
 * @throws AtelierError `model-invalid` for anything malformed, never anything else
 */
export function readSafetensors(bytes: Uint8Array, file = 'The file'): Map<string, TensorData> {
	const { entries, start } = readHeader(file, bytes);
	checkLayout(file, entries, bytes.length - start);
	return new Map(
		entries.map(({ name, dtype, shape, begin, end }) => [
			name,
			{ shape, data: widen(dtype, bytes.subarray(start + begin, start + end)) },
		]),
	);
}
