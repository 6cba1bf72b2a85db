import scorer from '../src/nets/fixtures/scorer.json' with { type: 'json' };
import fixture from '../src/nets/fixtures/stackgan.json' with { type: 'json' };
import { compareOnWebGpu, expectSmall } from './support/compareOnWebGpu';
import { expect, test } from './support/enginePage';

test('both generators on WebGPU give the distributions and pictures of PyTorch', async ({ engineAt }) => {
	const errors = await compareOnWebGpu(engineAt, 'compareStackGan', fixture);
	expect(Object.keys(errors)).toEqual(['mean 1', 'sigma 1', 'mean 2', 'sigma 2', 'sketches', 'details']);
	expectSmall(errors);
});

test('the scorer on WebGPU reads the colours that PyTorch reads', async ({ engineAt }) => {
	expectSmall({ logits: await compareOnWebGpu(engineAt, 'compareScorer', scorer) });
});
