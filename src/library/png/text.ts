import { crc32 } from './crc32';

/**
 * Text inside a PNG, as `iTXt` chunks: UTF-8, uncompressed, under a keyword.
 * Picture viewers ignore it, copies keep it. (PNG specification, 11.3.3.4.)
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

/** The text under a keyword; undefined when there is none, or when its checksum does not match. */
export function readText(png: Uint8Array, keyword: string): string | undefined {
	if (!isPng(png)) return undefined;
	const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
	const wanted = latin1(keyword);
	for (let at = 8; at + 12 <= png.length; ) {
		const end = at + 12 + view.getUint32(at);
		if (end > png.length) return undefined;
		const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
		const content = png.subarray(at + 8, end - 4);
		if (type === 'iTXt' && wanted.every((byte, index) => content[index] === byte) && content[wanted.length] === 0) {
			const intact = crc32(png.subarray(at + 4, end - 4)) === view.getUint32(end - 4);
			return intact ? textOf(content, wanted.length + 1) : undefined;
		}
		at = end;
	}
	return undefined;
}

/** Skips compression flag, method, language and translated keyword. Compressed text is not ours. */
function textOf(content: Uint8Array, at: number): string | undefined {
	if (content[at] !== 0) return undefined;
	const language = content.indexOf(0, at + 2);
	const translated = content.indexOf(0, language + 1);
	if (language < 0 || translated < 0) return undefined;
	return new TextDecoder().decode(content.subarray(translated + 1));
}
