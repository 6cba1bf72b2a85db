/** Agreement with PyTorch. WebGPU is compared in e2e/story.webgpu.spec.ts. */
import { describe, expect, it } from 'vitest';
import fixture from './fixtures/story.json';
import { SkipThought } from './skipThought';
import { Storyteller } from './storyteller';
import { errorsOn } from './testing/agreement';
import { networkBackends, slowest, startBackend } from './testing/backends';
import { weightsOf } from './testing/captioner';
import { storyErrors } from './testing/story';

describe.each(await networkBackends())('encoder and decoder of stories on %s', slowest, (backend) => {
	it('agree with PyTorch on vectors, states and logits', async () => {
		const errors = await errorsOn(backend, () => storyErrors(fixture));
		const { skipThought, storyteller } = fixture;
		expect(Object.keys(errors)).toHaveLength(skipThought.sentences.length + 1 + 2 * storyteller.heard.length + 1);
	});
});

describe('encoder and decoder of stories', () => {
	it('name a weight that is missing or has another shape', async () => {
		await startBackend('cpu');
		const { skipThought, storyteller } = fixture;
		const wider = { ...skipThought.shape, vector: 9 };
		expect(() => new SkipThought(wider, weightsOf(skipThought.tensors))).toThrow(
			/output\.weight\.codes.*8x10, not 9x10/,
		);
		const short = new Map(weightsOf(storyteller.tensors));
		short.delete('decoder.condition.weight.scale');
		expect(() => new Storyteller(storyteller.shape, short)).toThrow(/decoder\.condition\.weight\.scale/);
		const plain = new Map(weightsOf(storyteller.tensors));
		plain.delete('output.weight');
		expect(() => new Storyteller(storyteller.shape, plain)).toThrow(/output\.weight/);
	});
});
