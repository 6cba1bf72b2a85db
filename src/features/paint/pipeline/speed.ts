/** Job 'measureSpeed' (short): times evaluations of a noise picture, so that a painting's time can be said beforehand. */
import type { Job } from '../../../engine/protocol';
import { normalNoise } from '../../../nets/prng';
import { openVgg, vggOnDevice } from '../../../networks/worker/vgg';
import { defaultPaintOptions as options } from '../options';
import { canvasSize } from '../shared/canvasSize';
import type { Speed } from '../types';
import { chooseLayers } from './chooseLayers';
import { type LevelInput, withLevel } from './level';

/** Sides of the pictures, px. The larger one tells more; a device that is slow with the small one is spared it. */
const SMALL = 64;
const LARGE = 256;
/** The first evaluation compiles kernels and is not timed. */
const EVALUATIONS = 6;
/** Seconds after which measuring ends. */
const ENOUGH = 1.5;

type Materials = Pick<LevelInput, 'network' | 'config' | 'layers' | 'grams'>;

export function createSpeedJob(): Job<void, never, Speed> {
	return {
		priority: 'short',
		async run(_, ctx) {
			const files = await openVgg(ctx, 'perception');
			const layers = chooseLayers(options, files.config);
			const network = vggOnDevice(ctx, files, layers.deepest, options.pooling);
			const channelsOf = (layer: string) =>
				files.config.blocks[Number(/^relu(\d+)_/.exec(layer)?.[1]) - 1]?.channels ?? 1;
			const grams = new Map(
				[...layers.style.keys()].map((layer) => {
					const channels = channelsOf(layer);
					return [layer, { channels, values: new Float32Array(channels * channels).fill(1) }];
				}),
			);
			const materials = { network, config: files.config, layers, grams };
			const { backend } = ctx;
			const small = await speedAt(SMALL, materials);
			if (areaOf(LARGE) / small > ENOUGH / 3) return { backend: backend.name, pixelsPerSecond: small };
			return { backend: backend.name, pixelsPerSecond: await speedAt(LARGE, materials) };
		},
	};
}

function areaOf(side: number): number {
	const { width, height } = canvasSize(side, side);
	return width * height;
}

/** Canvas pixels times evaluations in a second, for a square of this side. */
async function speedAt(side: number, materials: Materials): Promise<number> {
	const rgb = normalNoise(side * side * 3, 1).map((value) => 0.5 + 0.2 * value);
	const photo = { width: side, height: side, rgb };
	const input = { ...materials, options, photo, start: photo, evaluations: EVALUATIONS };
	return withLevel(input, async ({ optimisation }) => {
		const began = performance.now();
		const ends: number[] = [];
		for await (const _step of optimisation) {
			ends.push((performance.now() - began) / 1000);
			if (ends.length > 1 && (ends.at(-1) as number) > ENOUGH) break;
		}
		// The fastest: whatever else the device did meanwhile is not to count.
		const times = ends.slice(1).map((end, at) => end - (ends[at] as number));
		return areaOf(side) / Math.max(Math.min(...times), 1e-4);
	});
}
