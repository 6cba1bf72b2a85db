/** For tests: random pictures and their targets on a tiny network. */
import { square, sum, type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
import { contentTarget } from '../../../../nets/contentLoss';
import { gramMatrix } from '../../../../nets/gram';
import { normalNoise } from '../../../../nets/prng';
import type { Vgg } from '../../../../nets/vgg';
import type { Targets } from '../objective';

export type Shape = [number, number, number, number];

export function noisyPicture([, height, width]: Shape, seed: number): Tensor4D {
	return tensor4d(
		normalNoise(height * width * 3, seed).map((v) => 0.5 + 0.2 * v),
		[1, height, width, 3],
	);
}

/** Content of picture 1 and style of picture 2 at the given layers. */
export async function exampleTargets(
	network: Vgg,
	shape: Shape,
	contentLayers: Iterable<string>,
	styleLayers: Iterable<string>,
): Promise<Targets> {
	const photo = network.forward(noisyPicture(shape, 1));
	const painting = network.forward(noisyPicture(shape, 2));
	const content = new Map();
	for (const layer of contentLayers) content.set(layer, await contentTarget(photo.layer(layer).clone()));
	const style = new Map();
	for (const layer of styleLayers) {
		const gram = gramMatrix(painting.layer(layer));
		style.set(layer, { gram, squaredNorm: (await sum(square(gram)).data())[0] as number });
	}
	photo.dispose();
	painting.dispose();
	return { content, style };
}
