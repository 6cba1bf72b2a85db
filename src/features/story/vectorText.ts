/** Vectors as text, for recipes: Float32 numbers, little-endian, as base64. */

export function toBase64(vector: Float32Array): string {
	const bytes = new DataView(new ArrayBuffer(4 * vector.length));
	vector.forEach((value, at) => {
		bytes.setFloat32(4 * at, value, true);
	});
	return btoa(String.fromCharCode(...new Uint8Array(bytes.buffer)));
}

/** Undefined when the text is no such vector. */
export function fromBase64(text: string): Float32Array | undefined {
	try {
		const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
		if (bytes.length % 4 !== 0) return undefined;
		const view = new DataView(bytes.buffer);
		return Float32Array.from({ length: bytes.length / 4 }, (_, at) => view.getFloat32(4 * at, true));
	} catch {
		return undefined;
	}
}
