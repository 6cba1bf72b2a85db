/** Converts half-precision numbers (IEEE 754 binary16) to single precision. */

/** Every half-precision value by its bits, because looking a value up is much faster than computing it. */
let table: Float32Array | undefined;

/** Converts one number, including subnormals, infinities and NaN. @param bits its 16 bits, 0..65535 */
export function halfToFloat(bits: number): number {
	const sign = bits & 0x8000 ? -1 : 1;
	const exponent = (bits >> 10) & 0x1f;
	const fraction = bits & 0x3ff;
	if (exponent === 0) return sign * fraction * 2 ** -24;
	if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
	return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Converts an array. @param bytes two bytes per number, little-endian, at any alignment */
export function float16ToFloat32(bytes: Uint8Array): Float32Array {
	table ??= Float32Array.from({ length: 0x10000 }, (_, bits) => halfToFloat(bits));
	const out = new Float32Array(bytes.length >> 1);
	for (let i = 0; i < out.length; i++) {
		out[i] = table[(bytes[2 * i] as number) | ((bytes[2 * i + 1] as number) << 8)] as number;
	}
	return out;
}
