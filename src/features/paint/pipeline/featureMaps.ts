/** Job 'features': shows a layer's feature maps of a picture, for the hood. */
import { mean, tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { Job } from '../../../engine/protocol';
import { AtelierError } from '../../../models/errors';
import { layersOf } from '../../../nets/vggConfig';
import { openVgg, vggOnDevice } from '../../../networks/worker/vgg';
import { toImageData } from '../shared/imageData';
import type { FeatureMapsRequest, FeatureMapsResult } from '../types';
import { type Decode, decode as decodeInWorker } from './decode';
import type { Pixels } from './pixels';

/** Number of maps shown, the strongest ones, and maps per row. */
const SHOWN = 16;
const PER_ROW = 4;
const GAP = 1;

export function createFeaturesJob(decode: Decode = decodeInWorker): Job<FeatureMapsRequest, never, FeatureMapsResult> {
	return {
		priority: 'short',
		async run({ picture, layer, network: name, size }, ctx) {
			const network = await openVgg(ctx, name);
			const layers = layersOf(network.config);
			if (!layers.includes(layer))
				throw new AtelierError(
					'option-invalid',
					`The network has no layer ${layer}. Choose one of ${layers.join(', ')}.`,
				);
			const vgg = vggOnDevice(ctx, network, layer, network.config.pooling);
			const decoded = await decode(picture, 'picture');
			const drawn = decoded.draw({ longer: size });
			decoded.close();
			const { maps, strengths } = tidy(() => {
				const input = tensor4d(drawn.rgb, [1, drawn.height, drawn.width, 3]);
				const activation = vgg.forward(input).layer(layer);
				return { maps: activation, strengths: mean(activation, [0, 1, 2]) };
			});
			const [, height, width, channels] = maps.shape;
			if (height === 0 || width === 0)
				throw new AtelierError('picture-too-small', `The picture is too small for ${layer}. Choose a shallower layer.`);
			const values = (await maps.data()) as Float32Array;
			const strength = await strengths.data();
			maps.dispose();
			strengths.dispose();
			const strongest = Array.from({ length: channels }, (_, c) => c)
				.sort((a, b) => (strength[b] as number) - (strength[a] as number))
				.slice(0, SHOWN);
			return { layers, channels: strongest, tiles: toImageData(tile(values, width, height, channels, strongest)) };
		},
	};
}

/** Draws the maps side by side on white, each scaled to its largest value. */
function tile(values: Float32Array, width: number, height: number, channels: number, shown: readonly number[]): Pixels {
	const columns = Math.min(PER_ROW, shown.length);
	const rows = Math.ceil(shown.length / columns);
	const [wide, high] = [columns * (width + GAP) - GAP, rows * (height + GAP) - GAP];
	const rgb = new Float32Array(wide * high * 3).fill(1);
	for (const [at, channel] of shown.entries()) {
		const [left, top] = [(at % columns) * (width + GAP), Math.floor(at / columns) * (height + GAP)];
		let largest = 1e-6;
		for (let place = channel; place < values.length; place += channels)
			largest = Math.max(largest, values[place] as number);
		for (let y = 0; y < height; y++) {
			for (let x = 0; x < width; x++) {
				const value = (values[(y * width + x) * channels + channel] as number) / largest;
				rgb.fill(value, ((top + y) * wide + left + x) * 3, ((top + y) * wide + left + x) * 3 + 3);
			}
		}
	}
	return { width: wide, height: high, rgb };
}
