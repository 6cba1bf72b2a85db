/** Encodes vectors as text for recipes: Float32, little-endian, base64. */

export function toBase64(vector: Float32Array): string {
	const bytes = new DataView(new ArrayBuffer(4 * vector.length));
	vector.forEach((value, at) => {
		bytes.setFloat32(4 * at, value, true);
	});
	return btoa(String.fromCharCode(...new Uint8Array(bytes.buffer)));
}

/** Decodes a vector; undefined when the text is not one. */
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
