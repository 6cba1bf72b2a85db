/** StackGAN's files: its configuration, vocabulary and weights for two stages. */
import { z } from 'zod';
import type { JobContext } from '../../engine/protocol';
import { startKernels } from '../../kernels';
import { sha256 as digest } from '../../models/hash';
import { check, count, sha256 } from '../../models/schemas';
import type { LoadedModel } from '../../models/types';
import { Augmentation } from '../../nets/stackgan/augmentation';
import { DetailGenerator } from '../../nets/stackgan/detailGenerator';
import { SketchGenerator } from '../../nets/stackgan/sketchGenerator';
import type { Weights } from '../../nets/weights';
import { type BirdVocabulary, parseBirdVocabulary } from '../birdVocabulary.shared';
import { checkPartner, type NetworkFiles, type OnLoad, onDevice, opener } from './opening';
import { openSkipThought, type SkipThoughtFiles } from './skipThought';

const stackGanConfig = z
	.object({
		architecture: z.literal('stackgan'),
		/** Length of a sentence's vector. */
		text: count,
		/** Length of a condition. */
		condition: count,
		/** Length of stage I's noise. */
		noise: count,
		/** SHA-256 of the sentence encoder's weights that it was trained with. */
		skipthought: sha256,
		/** Bounds of the logarithm of a condition's standard deviation. */
		logSigma: z.tuple([z.number(), z.number()]),
		/** What sentences say of a bird's parts. */
		parts: z.object({ slots: z.array(z.string()).min(3), colours: z.array(z.string()).min(1), hearing: count }),
		/** Negative slope of leaky ReLU. */
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
	})
	.refine(({ sketch, detail }) => detail.size === 4 * sketch.size, {
		error: 'a detail is not four times as large as a sketch',
	});

export type StackGanConfig = z.infer<typeof stackGanConfig>;

interface OwnFiles extends NetworkFiles<StackGanConfig> {
	readonly vocabulary: BirdVocabulary;
}

/** StackGAN with the sentence encoder that its conditions come from. */
export interface StackGanFiles extends OwnFiles {
	readonly encoder: SkipThoughtFiles;
	/** SHA-256 over the weights of both networks. */
	readonly modelHash: string;
}

const openFiles = opener('stackgan', ({ config, documents, hash, tensors }: LoadedModel): OwnFiles => {
	return {
		config: check(stackGanConfig, config, "StackGAN's config.json"),
		vocabulary: parseBirdVocabulary(documents?.get('words.json')),
		hash,
		tensors,
	};
});

/**
 * Opens StackGAN and its sentence encoder.
 *
 * @throws AtelierError model-invalid when their files do not fit this version,
 *   model-incompatible when StackGAN was trained with another encoder
 */
export async function openStackGan<P>(ctx: JobContext<P>, onProgress?: OnLoad): Promise<StackGanFiles> {
	const encoder = await openSkipThought(ctx, onProgress);
	const files = await openFiles(ctx, onProgress);
	const { skipthought, text } = files.config;
	checkPartner('drawing network', 'sentence encoder', skipthought === encoder.hash && text === encoder.config.vector);
	await startKernels(ctx.backend.threads ?? 1);
	const modelHash = await digest(new TextEncoder().encode(encoder.hash + files.hash));
	return { ...files, encoder, modelHash };
}

/** Puts a stage's conditioning augmentation on the device, where it stays. */
export function augmentationOnDevice<P>(ctx: JobContext<P>, files: StackGanFiles, stage: 1 | 2): Augmentation {
	return partOnDevice(
		ctx,
		files,
		`augmentation ${stage}`,
		(config, tensors) => new Augmentation(config, tensors, stage),
	);
}

/** Puts stage I on the device, where it stays. */
export function sketchGeneratorOnDevice<P>(ctx: JobContext<P>, files: StackGanFiles): SketchGenerator {
	return partOnDevice(ctx, files, 'sketch', (config, tensors) => new SketchGenerator(config, tensors));
}

/** Puts stage II on the device, where it stays. */
export function detailGeneratorOnDevice<P>(ctx: JobContext<P>, files: StackGanFiles): DetailGenerator {
	return partOnDevice(ctx, files, 'detail', (config, tensors) => new DetailGenerator(config, tensors));
}

function partOnDevice<P, Part extends object>(
	ctx: JobContext<P>,
	{ config, hash, tensors }: StackGanFiles,
	part: string,
	make: (config: StackGanConfig, tensors: Weights) => Part,
): Part {
	return onDevice(ctx, 'stackgan', `stackgan/${hash}/${part}`, () => make(config, tensors));
}
