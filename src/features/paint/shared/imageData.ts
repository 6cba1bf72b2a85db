interface Pixels {
	readonly width: number;
	readonly height: number;
	/** 0..1, interleaved, row by row. */
	readonly rgb: Float32Array;
}

/** Converts to opaque RGBA bytes, clamping to 0..1. */
export function toImageData({ width, height, rgb }: Pixels): ImageData {
	const image = new ImageData(width, height);
	// ImageData clamps and rounds by itself.
	for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
		image.data[to] = (rgb[from] as number) * 255;
		image.data[to + 1] = (rgb[from + 1] as number) * 255;
		image.data[to + 2] = (rgb[from + 2] as number) * 255;
		image.data[to + 3] = 255;
	}
	return image;
}
