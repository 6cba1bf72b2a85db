/** For tests: random pictures and their targets on a tiny network. */
import { square, sum, type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
import { contentTarget } from '../../../../nets/contentLoss';
import { gramMatrix } from '../../../../nets/gram';
import { normalNoise } from '../../../../nets/prng';
import type { Vgg } from '../../../../nets/vgg';
import type { Rectangle } from '../../shared/tiles';
import type { Targets } from '../objective';
import { cut, scalesOf, type TiledTargets, tilesOf } from '../tiledObjective';

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
	const pictures = [noisyPicture(shape, 1), noisyPicture(shape, 2)] as const;
	const [photo, painting] = [network.forward(pictures[0]), network.forward(pictures[1])];
	const content = new Map();
	for (const layer of contentLayers) content.set(layer, await contentTarget(photo.layer(layer).clone()));
	const style = new Map();
	for (const layer of styleLayers) {
		const gram = gramMatrix(painting.layer(layer));
		style.set(layer, { gram, squaredNorm: (await sum(square(gram)).data())[0] as number });
	}
	for (const used of [photo, painting, ...pictures]) used.dispose();
	return { content, style };
}

/** The same targets, tile by tile. */
export function tileTargets(network: Vgg, shape: Shape, targets: Targets, tile: number): TiledTargets {
	const scales = scalesOf(network);
	const content = [...targets.content].map(([layer, { features, meanSquare }]) => {
		const scale = scales.get(layer) as number;
		const tiles = tilesOf(network, shape, tile).map(({ core }) => {
			const [x, y, width, height] = [core.x, core.y, core.width, core.height].map((side) => side / scale);
			return cut(features, { x, y, width, height } as Rectangle);
		});
		return [layer, { tiles, size: features.size, meanSquare }] as const;
	});
	return { ...targets, content: new Map(content) };
}
