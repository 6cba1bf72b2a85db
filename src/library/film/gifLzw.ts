const largestCode = 4095;

/**
 * LZW as GIF uses it (GIF89a, appendix F): codes grow from `bits` + 1 to 12 bits, and the table starts anew when full.
 * @param indices palette indices below 2 ** bits
 */
export function lzw(indices: Uint8Array, bits: number): Uint8Array {
	const clear = 1 << bits;
	const out: number[] = [];
	let [held, heldBits] = [0, 0];
	let width = bits + 1;
	const put = (code: number) => {
		held |= code << heldBits;
		heldBits += width;
		while (heldBits >= 8) {
			out.push(held & 255);
			held >>>= 8;
			heldBits -= 8;
		}
	};

	/** Code of "prefix, then index", by prefix * 256 + index. */
	let table = new Map<number, number>();
	let next = clear + 2;
	put(clear);
	let prefix = indices[0] ?? 0;
	for (let at = 1; at < indices.length; at++) {
		const index = indices[at] as number;
		const key = prefix * 256 + index;
		const known = table.get(key);
		if (known !== undefined) {
			prefix = known;
			continue;
		}
		put(prefix);
		if (next <= largestCode) {
			// The decoder learns this entry one code later, so the width grows when it is passed, not reached.
			if (next === 1 << width) width += 1;
			table.set(key, next);
			next += 1;
		} else {
			put(clear);
			table = new Map();
			next = clear + 2;
			width = bits + 1;
		}
		prefix = index;
	}
	put(prefix);
	put(clear + 1);
	if (heldBits > 0) out.push(held & 255);
	return Uint8Array.from(out);
}
