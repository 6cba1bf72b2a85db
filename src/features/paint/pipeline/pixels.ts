/** Pictures as arrays of numbers, and their conversion from and to RGBA bytes. */

/** RGB in 0..1, interleaved, row by row. Values may leave 0..1 while a picture is being painted. */
export interface Pixels {
	readonly width: number;
	readonly height: number;
	readonly rgb: Float32Array;
}

/** Converts RGBA bytes, not premultiplied, to RGB on a background of this grey. */
export function fromRgba(width: number, height: number, rgba: ArrayLike<number>, background = 1): Pixels {
	const rgb = new Float32Array(width * height * 3);
	for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
		const alpha = (rgba[from + 3] as number) / 255;
		for (let c = 0; c < 3; c++) rgb[to + c] = background * (1 - alpha) + (alpha * (rgba[from + c] as number)) / 255;
	}
	return { width, height, rgb };
}

/** Resizes bilinearly with aligned pixel centres: enlarges a painting from one level to the next. */
export function resize(picture: Pixels, width: number, height: number): Pixels {
	if (picture.width === width && picture.height === height) return picture;
	const rgb = new Float32Array(width * height * 3);
	const across = samples(picture.width, width);
	const down = samples(picture.height, height);
	for (const [y, [top, bottom, dy]] of down.entries()) {
		for (const [x, [left, right, dx]] of across.entries()) {
			for (let c = 0; c < 3; c++) {
				const value = (row: number, column: number) => picture.rgb[(row * picture.width + column) * 3 + c] as number;
				const upper = value(top, left) * (1 - dx) + value(top, right) * dx;
				const lower = value(bottom, left) * (1 - dx) + value(bottom, right) * dx;
				rgb[(y * width + x) * 3 + c] = upper * (1 - dy) + lower * dy;
			}
		}
	}
	return { width, height, rgb };
}

function samples(from: number, to: number): [number, number, number][] {
	return Array.from({ length: to }, (_, at) => {
		const place = Math.min(Math.max(((at + 0.5) * from) / to - 0.5, 0), from - 1);
		const first = Math.floor(place);
		return [first, Math.min(first + 1, from - 1), place - first];
	});
}

/** Width and height whose longer side is `longer`, at least 1 each. */
export function fitted(width: number, height: number, longer: number): { width: number; height: number } {
	const scale = longer / Math.max(width, height);
	return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
