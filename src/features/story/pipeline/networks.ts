/** Opened and put on the device: the storyteller, and the bank of captions. */

import type { JobContext } from '../../../engine/protocol';
import { AtelierError } from '../../../models/errors';
import type { LoadedModel, LoadProgress } from '../../../models/types';
import { Storyteller } from '../../../nets/storyteller';
import { type Weights, weightOf } from '../../../nets/weights';
import { type CaptionerFiles, unlessDamaged } from '../../../networks/worker/captioner';
import { type EncoderFiles, once } from '../../../networks/worker/skipThought';
import {
	type BankConfig,
	parseBank,
	parseBankConfig,
	parseStorytellerConfig,
	type StorytellerConfig,
} from '../../../networks/worker/storySchemas';
import { readStyleSpace, type StyleSpace } from './shift';

/** The storyteller's files, without anything on the device. */
export interface StorytellerFiles {
	readonly config: StorytellerConfig;
	readonly space: StyleSpace;
	readonly hash: string;
	readonly tensors: Weights;
}

/** Captions of other pictures, and their points in the joint space in 8 bits. */
export interface Bank {
	readonly sentences: readonly string[];
	/** Of all points. */
	readonly mean: Float32Array;
	/** The directions in which points differ from it, each of length 1. */
	readonly basis: readonly Float32Array[];
	/** [sentences, directions], flat: (code - 128) * scale. */
	readonly codes: Float32Array;
	readonly scales: Float32Array;
	readonly hash: string;
}

type OnProgress = (event: LoadProgress) => void;

const storytellers = new WeakMap<LoadedModel, StorytellerFiles>();
const banks = new WeakMap<LoadedModel, Bank>();

/** @throws AtelierError model-invalid when the files do not fit this version, or it was trained with another encoder */
export async function openStoryteller<P>(
	ctx: JobContext<P>,
	encoder: EncoderFiles,
	onProgress?: OnProgress,
): Promise<StorytellerFiles> {
	const model = await ctx.model('storyteller', onProgress);
	const files = once(storytellers, model, () => {
		const config = parseStorytellerConfig(model.config);
		const space = unlessDamaged(model.name, () => readStyleSpace(config, model.tensors));
		return { config, space, hash: model.hash, tensors: model.tensors };
	});
	const { skipthought, vocabulary, thought } = files.config;
	const { config } = encoder;
	if (skipthought !== encoder.hash || vocabulary !== config.vocabulary || thought !== config.vector) {
		throw foreign('storyteller', 'sentence encoder');
	}
	return files;
}

/** The storyteller on the device; it stays there between jobs. */
export function storytellerOnDevice<P>(ctx: JobContext<P>, { config, hash, tensors }: StorytellerFiles): Storyteller {
	return unlessDamaged('storyteller', () =>
		ctx.resident(`storyteller/${hash}`, () => new Storyteller(config, tensors)),
	);
}

/** Likewise, or when its points are those of another captioner. */
export async function openBank<P>(
	ctx: JobContext<P>,
	captioner: CaptionerFiles,
	onProgress?: OnProgress,
): Promise<Bank> {
	const model = await ctx.model('bank', onProgress);
	const config = parseBankConfig(model.config);
	if (config.captioner !== captioner.hash || config.width !== captioner.config.pictureVector) {
		throw foreign('bank of captions', 'captioner');
	}
	return once(banks, model, () => readBank(model, config));
}

function readBank({ name, documents, hash, tensors }: LoadedModel, config: BankConfig): Bank {
	const { count, width, directions } = config;
	return unlessDamaged(name, () => ({
		sentences: parseBank(documents?.get('bank.json'), config),
		mean: weightOf(tensors, 'mean', [width]),
		basis: rowsOf(weightOf(tensors, 'basis', [directions, width]), directions),
		codes: weightOf(tensors, 'vectors.codes', [count, directions]),
		scales: weightOf(tensors, 'vectors.scale', [count]),
		hash,
	}));
}

function rowsOf(values: Float32Array, rows: number): Float32Array[] {
	const width = values.length / rows;
	return Array.from({ length: rows }, (_, row) => values.subarray(row * width, (row + 1) * width));
}

function foreign(one: string, other: string): AtelierError {
	return new AtelierError(
		'model-invalid',
		`The ${one} belongs to another version of the ${other}. Reload the page to get both anew.`,
	);
}
