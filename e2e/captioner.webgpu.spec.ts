import fixture from '../src/nets/fixtures/captioner.json' with { type: 'json' };
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
