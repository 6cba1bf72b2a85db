/** The networks that draw birds, opened and put on the device: sentence encoder, and StackGAN's two stages. */
import type { JobContext } from '../../../engine/protocol';
import { AtelierError } from '../../../models/errors';
import { sha256 } from '../../../models/hash';
import type { LoadedModel, LoadProgress } from '../../../models/types';
import { startKernels } from '../../../nets/kernels';
import { Augmentation } from '../../../nets/stackgan/augmentation';
import { DetailGenerator } from '../../../nets/stackgan/detailGenerator';
import { SketchGenerator } from '../../../nets/stackgan/sketchGenerator';
import type { Weights } from '../../../nets/weights';
import { unlessDamaged } from '../../../networks/worker/captioner';
import { type EncoderFiles, once, openEncoder } from '../../../networks/worker/skipThought';
import { parseStackGanConfig, type StackGanConfig } from '../../../networks/worker/stackganSchemas';
import { parseVocabulary, type Vocabulary } from '../sentence';
import type { Stages } from '../types';

/** StackGAN's files, without anything on the device. */
interface StackGanFiles {
	readonly config: StackGanConfig;
	readonly vocabulary: Vocabulary;
	readonly hash: string;
	readonly tensors: Weights;
}

/** All that a bird is made by. */
export interface Networks {
	readonly encoder: EncoderFiles;
	readonly stackgan: StackGanFiles;
	/** SHA-256 over both networks' weights. */
	readonly modelHash: string;
}

const opened = new WeakMap<LoadedModel, StackGanFiles>();

/** @throws AtelierError model-invalid when the files do not fit this version or each other */
export async function openNetworks<P>(
	ctx: JobContext<P>,
	onProgress: (event: LoadProgress) => void,
): Promise<Networks> {
	const encoder = await openEncoder(ctx, onProgress);
	const model = await ctx.model('stackgan', onProgress);
	const stackgan = once(opened, model, () => ({
		config: parseStackGanConfig(model.config),
		vocabulary: parseVocabulary(model.documents?.get('words.json')),
		hash: model.hash,
		tensors: model.tensors,
	}));
	const { skipthought, text } = stackgan.config;
	if (skipthought !== encoder.hash || text !== encoder.config.vector) {
		throw new AtelierError(
			'model-invalid',
			'The networks that draw belong to another version of the sentence encoder. Reload the page to get both anew.',
		);
	}
	await startKernels(ctx.backend.threads ?? 1);
	const modelHash = await sha256(new TextEncoder().encode(encoder.hash + stackgan.hash));
	return { encoder, stackgan, modelHash };
}

/** Each part stays on the device between jobs, and is put there when it is first asked for. */
export function augmentationOnDevice<P>(ctx: JobContext<P>, files: Networks, stage: Stages): Augmentation {
	return onDevice(ctx, files, `augmentation ${stage}`, (config, tensors) => new Augmentation(config, tensors, stage));
}

export function sketcherOnDevice<P>(ctx: JobContext<P>, files: Networks): SketchGenerator {
	return onDevice(ctx, files, 'sketch', (config, tensors) => new SketchGenerator(config, tensors));
}

export function detailerOnDevice<P>(ctx: JobContext<P>, files: Networks): DetailGenerator {
	return onDevice(ctx, files, 'detail', (config, tensors) => new DetailGenerator(config, tensors));
}

function onDevice<P, T extends object>(
	ctx: JobContext<P>,
	{ stackgan: { config, hash, tensors } }: Networks,
	part: string,
	make: (config: StackGanConfig, tensors: Weights) => T,
): T {
	return unlessDamaged('stackgan', () => ctx.resident(`stackgan/${hash}/${part}`, () => make(config, tensors)));
}
