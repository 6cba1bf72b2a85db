/** 2x2 pooling with stride 2; an odd last row or column is dropped, as in PyTorch. */
import * as tf from '@tensorflow/tfjs-core';
import type { Pooling } from './vggConfig';

/** Pools [1, height, width, channels] to [1, floor(height / 2), floor(width / 2), channels]. */
export function pool(x: tf.Tensor4D, pooling: Pooling): tf.Tensor4D {
	return pooling === 'average' ? tf.avgPool(x, 2, 2, 'valid') : tf.maxPool(x, 2, 2, 'valid');
}

/**
 * Gradient of {@link pool} with respect to its input x.
 *
 * Average pooling passes a quarter of each gradient to its four inputs; as a nearest-neighbour enlargement this is
 * several times faster than the generic gradient kernel. Max pooling passes it to the largest of the four.
 *
 * @param pooled output of the forward pass; needed for max pooling only
 */
export function poolGradient(
	x: tf.Tensor4D,
	pooled: tf.Tensor4D | undefined,
	gradient: tf.Tensor4D,
	pooling: Pooling,
): tf.Tensor4D {
	const [, height, width] = x.shape;
	if (pooling === 'max') {
		const inputs = { dy: gradient, input: x, output: pooled } as unknown as tf.NamedTensorMap;
		return tf.engine().runKernel('MaxPoolGrad', inputs, { filterSize: 2, strides: 2, pad: 0 }) as tf.Tensor4D;
	}
	return tf.tidy(() => {
		const [, h, w] = gradient.shape;
		const enlarged = tf.image.resizeNearestNeighbor(tf.mul<tf.Tensor4D>(gradient, 0.25), [2 * h, 2 * w]);
		if (height === 2 * h && width === 2 * w) return enlarged;
		return tf.pad(enlarged, [
			[0, 0],
			[0, height - 2 * h],
			[0, width - 2 * w],
			[0, 0],
		]);
	});
}
