/** Pixels to files, in the page. */
import { readHeader } from '../../library/intake/header';
import { keptPixels } from '../../library/intake/intake';

/** @param type image/png keeps every pixel; image/webp at `quality` 0 to 1 is small */
export async function encode(picture: ImageData, type: 'image/png' | 'image/webp', quality?: number): Promise<Blob> {
	const canvas = new OffscreenCanvas(picture.width, picture.height);
	canvas.getContext('2d')?.putImageData(picture, 0, 0);
	return canvas.convertToBlob({ type, ...(quality === undefined ? {} : { quality }) });
}

/** A file as a data: address, for recipes. */
export async function dataAddress(file: Blob): Promise<string> {
	const bytes = new Uint8Array(await file.arrayBuffer());
	let text = '';
	for (const byte of bytes) text += String.fromCharCode(byte);
	return `data:${file.type};base64,${btoa(text)}`;
}

/** The file of a base64 data: address. Not by fetch: the security policy forbids data: there. */
export const fromDataAddress = (address: string): Blob => new Blob([bytesOf(address)], { type: typeOf(address) });

const typeOf = (address: string): string => /^data:([^;,]*)/.exec(address)?.[1] ?? '';

const bytesOf = (address: string): Uint8Array<ArrayBuffer> =>
	Uint8Array.from(atob(address.slice(address.indexOf(',') + 1)), (letter) => letter.charCodeAt(0));

/** Whether a text is the data: address of a PNG that can be decoded without harm: a recipe may come from anywhere. */
export function isPngAddress(address: string): boolean {
	try {
		const header = typeOf(address) === 'image/png' ? readHeader(bytesOf(address)) : undefined;
		return header?.format === 'png' && !header.truncated && header.width * header.height <= keptPixels;
	} catch {
		return false;
	}
}
