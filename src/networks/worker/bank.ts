/** The bank of captions: sentences about other pictures, with their vectors in the captioner's joint space. */
import { z } from 'zod';
import type { JobContext } from '../../engine/protocol';
import { check, count, sha256 } from '../../models/schemas';
import type { LoadedModel } from '../../models/types';
import { weightOf } from '../../nets/weights';
import type { CaptionerFiles } from './captioner';
import { checkPartner, type OnLoad, opener } from './opening';

const bankConfig = z.object({
	architecture: z.literal('bank'),
	/** SHA-256 of the captioner's weights that encoded its sentences. */
	captioner: sha256,
	count,
	/** Length of a sentence's joint vector. */
	width: count,
	/** Number of principal directions that the vectors are stored in. */
	directions: count,
});

export type BankConfig = z.infer<typeof bankConfig>;

export interface Bank {
	readonly config: BankConfig;
	readonly sentences: readonly string[];
	/** Mean of all vectors, [width]. */
	readonly mean: Float32Array;
	/** The principal directions of the vectors around their mean, each of length 1. */
	readonly basis: readonly Float32Array[];
	/** Coordinates along the directions, [sentences, directions], flat: (code - 128) * scale. */
	readonly codes: Float32Array;
	/** Scale of each sentence's codes, [sentences]. */
	readonly scales: Float32Array;
	readonly hash: string;
}

/** Checks `bank/config.json`. @throws AtelierError model-invalid naming the first field that is wrong */
export function parseBankConfig(value: unknown): BankConfig {
	return check(bankConfig, value, "The captions' config.json");
}

/** Checks `bank/bank.json`, which must have `config.count` sentences. @throws AtelierError model-invalid */
export function parseBank(value: unknown, { count: wanted }: BankConfig): readonly string[] {
	const schema = z.object({ sentences: z.array(z.string().min(1)).length(wanted) });
	return check(schema, value, "The captions' bank.json").sentences;
}

const openFiles = opener('bank', ({ config: raw, documents, hash, tensors }: LoadedModel): Bank => {
	const config = parseBankConfig(raw);
	const { count: rows, width, directions } = config;
	return {
		config,
		sentences: parseBank(documents?.get('bank.json'), config),
		mean: weightOf(tensors, 'mean', [width]),
		basis: rowsOf(weightOf(tensors, 'basis', [directions, width]), directions),
		codes: weightOf(tensors, 'vectors.codes', [rows, directions]),
		scales: weightOf(tensors, 'vectors.scale', [rows]),
		hash,
	};
});

/**
 * Opens the bank.
 *
 * @throws AtelierError model-invalid when its files do not fit this version,
 *   model-incompatible when another captioner encoded its sentences
 */
export async function openBank<P>(ctx: JobContext<P>, captioner: CaptionerFiles, onProgress?: OnLoad): Promise<Bank> {
	const bank = await openFiles(ctx, onProgress);
	const { config, hash } = captioner;
	checkPartner(
		'bank of captions',
		'captioner',
		bank.config.captioner === hash && bank.config.width === config.pictureVector,
	);
	return bank;
}

function rowsOf(values: Float32Array, rows: number): Float32Array[] {
	const width = values.length / rows;
	return Array.from({ length: rows }, (_, row) => values.subarray(row * width, (row + 1) * width));
}
