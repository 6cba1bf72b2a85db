/** For tests: compares this backend with PyTorch on tiny networks (training/fixtures/story_fixture.py). */
import { tensor1d } from '@tensorflow/tfjs-core';
import { SkipThought, type SkipThoughtShape } from '../skipThought';
import { Storyteller, type StorytellerShape } from '../storyteller';
import { type CaptionerFixture, difference, weightsOf } from './captioner';

type Stored = CaptionerFixture['tensors'];

export interface StoryFixture {
	readonly skipThought: {
		readonly shape: SkipThoughtShape;
		readonly tensors: Stored;
		readonly sentences: readonly (readonly number[])[];
		readonly vectors: readonly (readonly number[])[];
	};
	readonly storyteller: {
		readonly shape: StorytellerShape;
		readonly tensors: Stored;
		readonly heard: readonly number[];
		readonly conditions: readonly (readonly number[])[];
		/** For each token of `heard`, the index of the condition of the token after it. */
		readonly which: readonly number[];
		readonly states: readonly (readonly number[])[];
		readonly logits: readonly (readonly number[])[];
	};
}

/** Largest absolute errors; all values are of the order of 1. Tensors made here are disposed of at the end of the caller's scope. */
export async function storyErrors({ skipThought, storyteller }: StoryFixture): Promise<Record<string, number>> {
	const errors: Record<string, number> = {};
	const encoder = new SkipThought(skipThought.shape, weightsOf(skipThought.tensors));
	const together = await encoder.encodeText(skipThought.sentences).data();
	errors['sentences together'] = difference(together, skipThought.vectors.flat());
	for (const [at, ids] of skipThought.sentences.entries()) {
		errors[`sentence ${at}`] = difference(await encoder.encodeText([ids]).data(), skipThought.vectors[at] ?? []);
	}
	const { heard, which, states, logits } = storyteller;
	const decoder = new Storyteller(storyteller.shape, weightsOf(storyteller.tensors));
	const conditions = storyteller.conditions.map((vector) => decoder.condition(Float32Array.from(vector)));
	const conditionAt = (at: number) => conditions[which[at] as number] as (typeof conditions)[number];
	let state = decoder.initialState();
	for (const [at, token] of heard.entries()) {
		state = decoder.step(state, tensor1d([token], 'int32'), conditionAt(at));
		errors[`state ${at}`] = difference(await state.data(), states[at] ?? []);
		errors[`logits ${at}`] = difference(await decoder.logits(state, conditionAt(at)).data(), logits[at] ?? []);
	}
	const change = which.lastIndexOf(which[0] as number) + 1;
	const first = decoder.prefill(decoder.initialState(), heard.slice(0, change), conditionAt(0));
	const last = decoder.prefill(first, heard.slice(change), conditionAt(change));
	errors.prefilled = difference(await last.data(), states.at(-1) ?? []);
	return errors;
}
