/** What the JSON files of the networks that imagine birds must hold. For the worker only, as schemas.ts. */
import { z } from 'zod';
import { check, count, sha256 } from '../../models/schemas';

const stackGanConfig = z.object({
	architecture: z.literal('stackgan'),
	/** Numbers of a sentence's vector. */
	text: count,
	/** Numbers of a condition. */
	condition: count,
	/** Numbers of stage I's noise. */
	noise: count,
	/** SHA-256 of the sentence encoder's weights, whose vectors it was trained with. */
	skipthought: sha256,
	/** Bounds of the logarithm of a condition's standard deviation. */
	logSigma: z.tuple([z.number(), z.number()]),
	/** Of leaky ReLU. */
	slope: z.number().positive().lt(1),
	sketch: z
		.object({ channels: z.array(count).min(2), size: count })
		.refine(({ channels, size }) => size === 2 ** (channels.length + 1), {
			error: 'its size does not follow from its channels',
		}),
	detail: z.object({
		look: z.tuple([count, count, count]),
		blocks: z.int().nonnegative(),
		channels: z.tuple([count, count, count, count]),
		size: count,
	}),
});

const config = stackGanConfig.refine(({ sketch, detail }) => detail.size === 4 * sketch.size, {
	error: 'a detail is not four times as large as a sketch',
});

export type StackGanConfig = z.infer<typeof stackGanConfig>;

/** Of `stackgan/config.json`. @throws AtelierError `model-invalid` naming the first field that is wrong */
export function parseStackGanConfig(value: unknown): StackGanConfig {
	return check(config, value, "StackGAN's config.json");
}
