/** Computes the latents of birds: noise and conditions. */
import type { JobContext } from '../../../engine/protocol';
import type { StackGanFiles } from '../../../networks/worker/stackgan';
import type { Bird, Stages } from '../types';
import { conditionsOf, distributionOf, type ReadText, readOf, sampleCondition, textsOf } from './conditions';
import { noiseOf } from './noise';

/** The input of the generators for one bird. */
export interface Latent {
	/** Input noise of stage I. */
	readonly noise: Float32Array;
	/** The condition of each stage that runs. */
	readonly conditions: readonly Float32Array[];
}

export interface Latents {
	/** The distinct sentences of the birds, in their order. */
	readonly texts: ReadonlyMap<string, ReadText>;
	/** One per bird, in their order. */
	readonly latents: readonly Latent[];
}

/** @throws AtelierError sentence-empty, sentence-unknown */
export async function latentsOf<P>(
	ctx: JobContext<P>,
	files: StackGanFiles,
	birds: readonly Bird[],
	{ truncation, stages }: { readonly truncation: number; readonly stages: Stages },
): Promise<Latents> {
	const { config, vocabulary } = files;
	const named = textsOf(birds);
	const sentences = named.map((text) => readOf(text, vocabulary));
	const read = await conditionsOf(ctx, files, sentences, stages);
	const texts = new Map(named.map((text, at) => [text, read[at] as ReadText]));
	return { texts, latents: birds.map((bird) => latentOf(bird)) };

	function latentOf(bird: Bird): Latent {
		const { noise, first, second } = noiseOf(bird, config, truncation);
		const conditions = [first, second]
			.slice(0, stages)
			.map((own, at) => sampleCondition(distributionOf(bird, at === 0 ? 1 : 2, texts), own));
		return { noise, conditions };
	}
}
