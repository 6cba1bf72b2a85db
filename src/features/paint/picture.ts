/** Pixels to files, in the page. */

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
export function fromDataAddress(address: string): Blob {
	const [head = '', body = ''] = address.split(',', 2);
	const bytes = Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0));
	return new Blob([bytes], { type: /^data:([^;]*)/.exec(head)?.[1] ?? '' });
}
