/** For tests in Node: synthetic pictures with a decoder for them, and a model with random weights. */
import type { LoadedModel } from '../../../../models/types';
import { seededUniform } from '../../../../nets/prng';
import { randomWeights, tinyConfig } from '../../../../nets/testing/network';
import type { Decode } from '../decode';
import { fitted, type Pixels, resize } from '../pixels';

/** A substitute for ImageData in Node. */
export function installImageData(): void {
	globalThis.ImageData ??= class {
		readonly data: Uint8ClampedArray;
		readonly colorSpace = 'srgb';
		constructor(
			readonly width: number,
			readonly height: number,
		) {
			this.data = new Uint8ClampedArray(width * height * 4);
		}
	} as unknown as typeof ImageData;
}

/** A file that {@link decodePixels} decodes to this picture. */
export function asBlob(pixels: Pixels): Blob {
	const blob = new Blob(['made up']);
	pictures.set(blob, pixels);
	return blob;
}
const pictures = new WeakMap<Blob, Pixels>();

export const decodePixels: Decode = async (blob) => {
	const pixels = pictures.get(blob) as Pixels;
	return {
		width: pixels.width,
		height: pixels.height,
		draw: (wanted) => {
			const size = 'longer' in wanted ? fitted(pixels.width, pixels.height, wanted.longer) : wanted;
			return resize(pixels, size.width, size.height);
		},
		close: () => {},
	};
};

/** Stripes of two colours with some noise. */
export function stripes(width: number, height: number, period: number, seed: number): Pixels {
	const random = seededUniform(seed);
	const [one, two] = [
		[random(), random(), random()],
		[random(), random(), random()],
	];
	const rgb = Float32Array.from({ length: width * height * 3 }, (_, at) => {
		const pixel = Math.floor(at / 3);
		const [x, y] = [pixel % width, Math.floor(pixel / width)];
		const colour = (x + 2 * y) % period < period / 2 ? one : two;
		return 0.9 * (colour[at % 3] as number) + 0.1 * random();
	});
	return { width, height, rgb };
}

export const tinyModel: LoadedModel = {
	name: 'perception',
	hash: 'tiny',
	config: { architecture: 'perception', ...tinyConfig },
	tensors: randomWeights(tinyConfig),
};
