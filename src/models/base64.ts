/** Encodes bytes as base64, for what is exchanged as JSON. */

/** Bytes as base64. */
export type Base64 = string;

export function fromBase64(text: Base64): Uint8Array<ArrayBuffer> {
	const letters = atob(text);
	const bytes = new Uint8Array(letters.length);
	// A plain loop: Uint8Array.from is many times slower on the megabytes of a photo.
	for (let at = 0; at < bytes.length; at++) bytes[at] = letters.charCodeAt(at);
	return bytes;
}

export function toBase64(data: ArrayBufferLike | ArrayBufferView): Base64 {
	const bytes = ArrayBuffer.isView(data)
		? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
		: new Uint8Array(data);
	let text = '';
	// In parts, because the number of arguments of a call is limited.
	for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
	return btoa(text);
}
