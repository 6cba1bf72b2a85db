import { crc32 } from './crc32';

/**
 * Text inside a PNG, under a keyword. It is written as an uncompressed `iTXt` chunk in UTF-8, and read from any chunk that
 * holds text. Picture viewers ignore it, copies keep it. (PNG specification, 11.3.3.)
 */

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const endOfHeader = 8 + 25; // the signature, then IHDR: 12 bytes of frame, 13 of content

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const isPng = (bytes: Uint8Array): boolean => signature.every((byte, index) => bytes[index] === byte);

function chunk(type: string, content: Uint8Array): Uint8Array {
	const bytes = new Uint8Array(12 + content.length);
	const view = new DataView(bytes.buffer);
	view.setUint32(0, content.length);
	bytes.set(latin1(type), 4);
	bytes.set(content, 8);
	view.setUint32(8 + content.length, crc32(bytes.subarray(4, 8 + content.length)));
	return bytes;
}

/**
 * @param png a whole PNG file
 * @param keyword 1 to 79 Latin-1 letters
 * @returns a copy with the text right behind its header
 */
export function withText(png: Uint8Array, keyword: string, text: string): Uint8Array<ArrayBuffer> {
	if (!isPng(png)) throw new TypeError('withText: not a PNG');
	const body = new TextEncoder().encode(text);
	// keyword, 0, not compressed, method 0, no language, no translated keyword, text
	const content = new Uint8Array(keyword.length + 5 + body.length);
	content.set(latin1(keyword));
	content.set(body, keyword.length + 5);
	const inserted = chunk('iTXt', content);
	const result = new Uint8Array(png.length + inserted.length);
	result.set(png.subarray(0, endOfHeader));
	result.set(inserted, endOfHeader);
	result.set(png.subarray(endOfHeader), endOfHeader + inserted.length);
	return result;
}

/** Limit for decompressed text: a recipe contains at most a mask. */
const maxBytes = 64e6;

/**
 * Reads a text from any chunk that another program may have moved it to: `iTXt` (plain or compressed), `zTXt`
 * or `tEXt`.
 * @returns undefined when there is no such text, or when it is damaged
 */
export async function readText(png: Uint8Array, keyword: string): Promise<string | undefined> {
	const wanted = latin1(keyword);
	for (const { type, content } of chunksOf(png)) {
		if (!(type in readers) || !wanted.every((byte, index) => content[index] === byte)) continue;
		if (content[wanted.length] !== 0) continue;
		const text = await readers[type]?.(content.subarray(wanted.length + 1)).catch(() => undefined);
		if (text !== undefined) return text;
	}
	return undefined;
}

/** The chunks with correct checksums, up to the end of a truncated file. */
function* chunksOf(png: Uint8Array): Generator<{ readonly type: string; readonly content: Uint8Array }> {
	if (!isPng(png)) return;
	const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
	for (let at = 8; at + 12 <= png.length; ) {
		const end = at + 12 + view.getUint32(at);
		if (end > png.length) return;
		const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
		// Checksums of the pixels would take longer than everything else here.
		const isText = type in readers;
		if (isText && crc32(png.subarray(at + 4, end - 4)) === view.getUint32(end - 4)) {
			yield { type, content: png.subarray(at + 8, end - 4) };
		}
		at = end;
	}
}

/** Each kind of chunk, by what follows its keyword (PNG specification, 11.3.3). */
const readers: Readonly<Record<string, (rest: Uint8Array) => Promise<string>>> = {
	/** Compression flag, compression method, language, 0, translated keyword, 0, text in UTF-8. */
	async iTXt(rest) {
		const language = rest.indexOf(0, 2);
		const translated = rest.indexOf(0, language + 1);
		if (language < 0 || translated < 0) throw new RangeError('iTXt: its text does not begin');
		const body = rest.subarray(translated + 1);
		return utf8.decode(rest[0] === 0 ? body : await inflate(body));
	},
	/** Compression method, text. */
	zTXt: async (rest) => decode(await inflate(rest.subarray(1))),
	tEXt: async (rest) => decode(rest),
};

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Decodes Latin-1, as specified, or UTF-8, which programs leave when they convert an `iTXt`. */
function decode(bytes: Uint8Array): string {
	try {
		return utf8.decode(bytes);
	} catch {
		return new TextDecoder('latin1').decode(bytes);
	}
}

/** @throws RangeError when more comes out than any recipe has; TypeError for damaged data */
async function inflate(bytes: Uint8Array): Promise<Uint8Array> {
	const packed = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
	const chunks: Uint8Array<ArrayBuffer>[] = [];
	let total = 0;
	for await (const part of packed.pipeThrough(new DecompressionStream('deflate'))) {
		total += part.length;
		if (total > maxBytes) throw new RangeError('inflate: too much text');
		chunks.push(part);
	}
	return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
