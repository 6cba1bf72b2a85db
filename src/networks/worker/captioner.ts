/** The two networks that know pictures, ready on the device: one looks, the other tells and reads. */

import type { JobContext } from '../../engine/protocol';
import { AtelierError } from '../../models/errors';
import { sha256 } from '../../models/hash';
import { type CaptionerConfig, parseCaptionerConfig, parseVocabulary, type VocabularyFile } from '../../models/schemas';
import type { LoadedModel, LoadProgress } from '../../models/types';
import { Captioner } from '../../nets/captioner';
import { startKernels } from '../../nets/kernels';
import { PooledVgg } from '../../nets/pooledVgg';
import { parseVggConfig } from '../../nets/vggConfig';
import { type Weights, weightOf } from '../../nets/weights';

/** What the captioner's files say, without anything on the device. */
export interface CaptionerFiles {
	readonly config: CaptionerConfig;
	readonly vocabulary: VocabularyFile;
	/** Ids by word; signs are no words. */
	readonly ids: ReadonlyMap<string, number>;
	/** SHA-256 over both networks' weights: vectors made with others are of no use. */
	readonly modelHash: string;
	readonly hash: string;
	readonly tensors: Weights;
}

/** The signs at the front of the vocabulary. */
export const SIGNS = 4;

/** Checking some thousand words at every key that is pressed would be felt. */
const read = new WeakMap<LoadedModel, Promise<CaptionerFiles>>();

/** The captioner's files, checked. @throws AtelierError model-invalid when they do not fit this version */
export async function openFiles<P>(
	ctx: JobContext<P>,
	onProgress?: (event: LoadProgress) => void,
): Promise<CaptionerFiles> {
	const model = await ctx.model('captioner', onProgress);
	const known = read.get(model) ?? readFiles(model);
	read.set(model, known);
	return known;
}

async function readFiles({ config: rawConfig, documents, hash, tensors }: LoadedModel): Promise<CaptionerFiles> {
	const config = parseCaptionerConfig(rawConfig);
	const vocabulary = parseVocabulary(documents?.get('vocab.json'));
	const ids = new Map(vocabulary.words.map((word, id) => [word, id] as const).slice(SIGNS));
	const modelHash = await sha256(new TextEncoder().encode(config.perception + hash));
	return { config, vocabulary, ids, modelHash, hash, tensors };
}

/** The captioner on the device; it stays there between jobs. */
export function captionerOnDevice<P>(ctx: JobContext<P>, files: CaptionerFiles): Captioner {
	const { config, vocabulary, hash, tensors } = files;
	return unlessDamaged('captioner', () => {
		const features = tensors.get('picture.weight')?.shape[1] ?? 0;
		const make = () => new Captioner(config, vocabulary.words.length, features, tensors);
		return ctx.resident(`captioner/${hash}`, make);
	});
}

/** Numbers that the captioner's file has beside the network. @throws AtelierError model-invalid without them */
export function numbersOf({ tensors }: CaptionerFiles, name: string, shape: readonly number[]): Float32Array {
	return unlessDamaged('captioner', () => weightOf(tensors, name, shape));
}

/**
 * The network that looks, on the device; it stays there between jobs.
 *
 * @throws AtelierError model-invalid when the captioner was trained with another one
 */
export async function openPerception<P>(
	ctx: JobContext<P>,
	{ config }: CaptionerFiles,
	onProgress?: (event: LoadProgress) => void,
): Promise<PooledVgg> {
	const model = await ctx.model('perception', onProgress);
	if (model.hash !== config.perception) {
		throw new AtelierError(
			'model-invalid',
			'The captioner belongs to another version of the perception network. Reload the page to get both anew.',
		);
	}
	await startKernels(ctx.backend.threads ?? 1);
	return unlessDamaged('perception', () =>
		ctx.resident(`pooled/${model.hash}`, () => new PooledVgg(parseVggConfig(model.config), model.tensors)),
	);
}

/** @throws AtelierError model-invalid in place of the RangeError that a network throws at weights which do not fit */
export function unlessDamaged<T>(name: string, make: () => T): T {
	try {
		return make();
	} catch (cause) {
		if (!(cause instanceof RangeError)) throw cause;
		throw new AtelierError('model-invalid', `The ${name} network cannot be used. ${cause.message} Reload the page.`, {
			cause,
		});
	}
}
