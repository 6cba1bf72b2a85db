/** The files of recognition, the network above perception that the captioner sees with. */
import { z } from 'zod';
import { check, count, sha256 } from '../../models/schemas';
import { type NetworkFiles, opener } from './opening';

const recognitionConfig = z
	.object({
		architecture: z.literal('recognition'),
		/** SHA-256 of the perception weights that it was trained on. */
		perception: sha256,
		/** Perception's layer that it begins at, such as relu4_1. */
		layer: z.string().min(1),
		/** Channels of that layer. */
		inputs: count,
		/** Inner channels of residual blocks on that layer. */
		early: z.array(count).optional(),
		widths: z.array(count).min(1),
		blocks: z.array(z.int().nonnegative()),
		features: count,
		/** Side of the square that pictures are stretched to, px. */
		size: count,
	})
	.refine(({ widths, blocks }) => widths.length === blocks.length, { error: 'its lists differ in length' });

export type RecognitionConfig = z.infer<typeof recognitionConfig>;

/** Checks `recognition/config.json`. @throws AtelierError model-invalid naming the first field that is wrong */
export function parseRecognitionConfig(value: unknown): RecognitionConfig {
	return check(recognitionConfig, value, "The recognition network's config.json");
}

/** Opens recognition. @throws AtelierError model-invalid when its files do not fit this version */
export const openRecognition = opener(
	'recognition',
	({ config, hash, tensors }): NetworkFiles<RecognitionConfig> => ({
		config: parseRecognitionConfig(config),
		hash,
		tensors,
	}),
);
