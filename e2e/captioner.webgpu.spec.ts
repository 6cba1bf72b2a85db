import attentive from '../src/nets/fixtures/attentive.json' with { type: 'json' };
import fixture from '../src/nets/fixtures/captioner.json' with { type: 'json' };
import recognition from '../src/nets/fixtures/recognition.json' with { type: 'json' };
import { compareOnWebGpu, expectSmall } from './support/compareOnWebGpu';
import { expect, test } from './support/enginePage';

test('a captioner on WebGPU gives the states, vectors and captions of PyTorch', async ({ engineAt }) => {
	const { errors, captions } = await compareOnWebGpu(engineAt, 'compareCaptioner', fixture);
	const pictures = fixture.decoderStates.length;
	expect(Object.keys(errors)).toHaveLength(
		pictures * (fixture.said.length + 3) + 3 + fixture.sentence.length + fixture.searches.length,
	);
	expectSmall(errors);
	expect(captions).toEqual(
		fixture.searches.map((search) => search.captions.map((found) => found.map(({ words }) => words))),
	);
});

test('a captioner with attention on WebGPU gives the attention and captions of PyTorch', async ({ engineAt }) => {
	const { errors, captions } = await compareOnWebGpu(engineAt, 'compareAttentive', attentive);
	expectSmall(errors);
	expect(captions).toEqual(
		attentive.searches.map((search) => search.captions.map((found) => found.map(({ words }) => words))),
	);
});

test('recognition on WebGPU gives the map of PyTorch', async ({ engineAt }) => {
	expect(await compareOnWebGpu(engineAt, 'compareRecognition', recognition)).toBeLessThan(1e-2);
});
