import fixture from '../src/nets/fixtures/captioner.json' with { type: 'json' };
import recognition from '../src/nets/fixtures/recognition.json' with { type: 'json' };
import { compareOnWebGpu, expectSmall } from './support/compareOnWebGpu';
import { expect, test } from './support/enginePage';

test('the captioner on WebGPU gives the vectors, attention and captions of PyTorch', async ({ engineAt }) => {
	const errors = await compareOnWebGpu(engineAt, 'compareCaptioner', fixture);
	expect(Object.keys(errors)).toHaveLength(9 + 4 * fixture.searches.length);
	expectSmall(errors);
});

test('recognition on WebGPU gives the map of PyTorch', async ({ engineAt }) => {
	expect(await compareOnWebGpu(engineAt, 'compareRecognition', recognition)).toBeLessThan(1e-2);
});
