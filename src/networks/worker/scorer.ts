/** The files of the scorer, which reads the colours of a bird's parts from a sketch. */
import { z } from 'zod';
import type { JobContext } from '../../engine/protocol';
import { check, count } from '../../models/schemas';
import { Scorer } from '../../nets/stackgan/scorer';
import { checkPartner, type NetworkFiles, type OnLoad, onDevice, opener } from './opening';
import type { StackGanFiles } from './stackgan';

const share = z.number().positive().lt(1);
const names = z.array(z.string().min(1)).min(1);

const scorerConfig = z.object({
	architecture: z.literal('scorer'),
	/** Side of a sketch, px. */
	size: count,
	/** Channels at half that. */
	width: count,
	/** Channels of the layers that name cells. */
	namer: count,
	/** Negative slope of leaky ReLU. */
	slope: z.number().positive().lt(1),
	/** The parts, and last the bird as a whole. */
	slots: names,
	colours: names,
	/** A part is not seen in a colour that is less likely than this: in one bird, and where most birds of a sheet must agree. */
	unseen: z.object({ one: share, most: share }),
});

export type ScorerFiles = NetworkFiles<z.infer<typeof scorerConfig>>;

const openFiles = opener(
	'scorer',
	({ config, hash, tensors }): ScorerFiles => ({
		config: check(scorerConfig, config, "The scorer's config.json"),
		hash,
		tensors,
	}),
);

/**
 * Opens the scorer.
 *
 * @throws AtelierError model-invalid when its files do not fit this version,
 *   model-incompatible when it reads sketches of another size than StackGAN draws
 */
export async function openScorer<P>(
	ctx: JobContext<P>,
	{ config: { sketch } }: StackGanFiles,
	onProgress?: OnLoad,
): Promise<ScorerFiles> {
	const files = await openFiles(ctx, onProgress);
	checkPartner('scorer', 'drawing network', files.config.size === sketch.size);
	return files;
}

/** Puts the scorer on the device, where it stays. @throws AtelierError model-invalid when its weights do not fit */
export function scorerOnDevice<P>(ctx: JobContext<P>, { config, hash, tensors }: ScorerFiles): Scorer {
	return onDevice(ctx, 'scorer', `scorer/${hash}`, () => new Scorer(config, tensors));
}
