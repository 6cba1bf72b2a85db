import fixture from '../src/nets/fixtures/story.json' with { type: 'json' };
import { compareOnWebGpu, expectSmall } from './support/compareOnWebGpu';
import { expect, test } from './support/enginePage';

test('the story encoder and decoder on WebGPU give the vectors, states and logits of PyTorch', async ({ engineAt }) => {
	const errors = await compareOnWebGpu(engineAt, 'compareStory', fixture);
	const { skipThought, storyteller } = fixture;
	expect(Object.keys(errors)).toHaveLength(skipThought.sentences.length + 1 + 2 * storyteller.heard.length + 1);
	expectSmall(errors);
});
