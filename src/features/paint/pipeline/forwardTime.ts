/** Job 'timeForward' (short): times forward passes of the perception network, for the bench page. */
import { mean, tensor4d } from '@tensorflow/tfjs-core';
import type { Job } from '../../../engine/protocol';
import { normalNoise } from '../../../nets/prng';
import { openVgg, vggOnDevice } from '../../../networks/worker/vgg';
import { defaultPaintOptions as options } from '../options';
import type { ForwardRequest } from '../types';
import { chooseLayers } from './chooseLayers';

export function createForwardJob(): Job<ForwardRequest, never, number> {
	return {
		priority: 'short',
		async run({ size }, ctx) {
			const files = await openVgg(ctx, 'perception');
			// As deep as a painting looks.
			const { deepest } = chooseLayers(options, files.config);
			const network = vggOnDevice(ctx, files, deepest, options.pooling);
			const picture = tensor4d(
				normalNoise(size * size * 3, 1).map((value) => 0.5 + 0.2 * value),
				[1, size, size, 3],
			);
			try {
				const began = performance.now();
				const activations = network.forward(picture);
				const average = mean(activations.layer(deepest));
				activations.dispose();
				// Reading one number back waits until the device has finished.
				await average.data();
				average.dispose();
				return (performance.now() - began) / 1000;
			} finally {
				picture.dispose();
			}
		},
	};
}
