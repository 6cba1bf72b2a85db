/** For tests: a small network with random weights, scaled so that activations neither vanish nor explode. */
import { normalNoise } from '../prng';
import type { Weights } from '../vgg';
import { parseVggConfig, stagesOf, type VggConfig } from '../vggConfig';

export const tinyConfig = parseVggConfig({
	architecture: 'perception',
	blocks: [
		{ channels: 4, convolutions: 2 },
		{ channels: 6, convolutions: 1 },
		{ channels: 8, convolutions: 2 },
	],
	mean: [0.5, 0.4, 0.3],
	std: [0.25, 0.3, 0.2],
});

export function randomWeights(config: VggConfig, seed = 1): Weights {
	const weights = new Map<string, { shape: number[]; data: Float32Array }>();
	for (const [at, stage] of stagesOf(config).entries()) {
		if (stage.kind === 'pooling') continue;
		const { name, inputs, outputs } = stage;
		const scale = Math.sqrt(2 / (9 * inputs));
		const data = normalNoise(outputs * inputs * 9, seed * 1000 + at).map((v) => v * scale);
		const bias = normalNoise(outputs, seed * 1000 + 500 + at).map((v) => v * 0.1);
		weights.set(`${name}.weight`, { shape: [outputs, inputs, 3, 3], data });
		weights.set(`${name}.bias`, { shape: [outputs], data: bias });
	}
	return weights;
}
