import { GIFEncoder, quantize } from 'gifenc';
import type { GifWorkerApi } from '../gif.shared';
import { dither } from './dither';

const colours = 256;

/** Creates an animated GIF that repeats for ever. Each frame is dithered to a palette of its own. */
export function createGif(): GifWorkerApi {
	const encoder = GIFEncoder();
	return {
		add(rgba, width, height, ms) {
			const palette = quantize(rgba, colours, { format: 'rgb565' });
			encoder.writeFrame(dither(rgba, width, palette), width, height, { palette, delay: ms, repeat: 0 });
		},
		finish() {
			encoder.finish();
			return encoder.bytes().buffer;
		},
	};
}
