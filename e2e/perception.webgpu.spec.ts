import perception from '../src/features/paint/pipeline/fixtures/perception.json' with { type: 'json' };
import { compareOnWebGpu, expectSmall } from './support/compareOnWebGpu';
import { expect, test } from './support/enginePage';

test('the exported network gives PyTorch’s activations and gradient on WebGPU', async ({ engineAt }) => {
	const errors = await compareOnWebGpu(engineAt, 'comparePerception', perception);
	expect(Object.keys(errors)).toHaveLength(Object.keys(perception.layers).length + 4 + perception.styleLayers.length);
	expectSmall(errors);
});
