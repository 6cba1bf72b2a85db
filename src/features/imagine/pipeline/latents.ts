/** Birds to the numbers that they are drawn from. */
import type { JobContext } from '../../../engine/protocol';
import type { StackGanFiles } from '../../../networks/worker/stackgan';
import type { Bird, Stages } from '../types';
import { conditionsOf, distributionOf, drawCondition, type ReadText, readOf, textsOf } from './conditions';
import { noiseOf } from './noise';

/** What one bird is drawn from. */
export interface Latent {
	/** Stage I's noise. */
	readonly noise: Float32Array;
	/** The condition of each stage that runs. */
	readonly conditions: readonly Float32Array[];
}

export interface Latents {
	/** Each sentence that birds name, in their order. */
	readonly texts: ReadonlyMap<string, ReadText>;
	/** In the order of the birds. */
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
			.map((own, at) => drawCondition(distributionOf(bird, at === 0 ? 1 : 2, texts), own));
		return { noise, conditions };
	}
}
