/** Opening of networks: reads files once, checks that partners fit, and puts weights on the device. */
import type { JobContext } from '../../engine/protocol';
import { AtelierError } from '../../models/errors';
import type { LoadedModel, LoadProgress } from '../../models/types';
import type { Weights } from '../../nets/weights';

export type OnLoad = (event: LoadProgress) => void;

/** A network's checked files; nothing is on the device yet. */
export interface NetworkFiles<Config> {
	readonly config: Config;
	/** SHA-256 of the weights, hex. */
	readonly hash: string;
	readonly tensors: Weights;
}

/**
 * Makes a function that loads a network's model and reads its files. It reads them once for as long as the loader keeps
 * the model, because reading a tokeniser or checking a vocabulary takes as long as writing a sentence.
 *
 * @param read throws AtelierError model-invalid; a RangeError for weights that do not fit is converted to one
 */
export function opener<Files>(name: string, read: (model: LoadedModel) => Files | Promise<Files>) {
	const opened = new WeakMap<LoadedModel, Promise<Files>>();
	return async <P>(ctx: JobContext<P>, onProgress?: OnLoad): Promise<Files> => {
		const model = await ctx.model(name, onProgress);
		const files = opened.get(model) ?? readFiles(name, model, read);
		opened.set(model, files);
		return files;
	};
}

async function readFiles<Files>(
	name: string,
	model: LoadedModel,
	read: (model: LoadedModel) => Files | Promise<Files>,
): Promise<Files> {
	try {
		return await read(model);
	} catch (cause) {
		throw damaged(name, cause);
	}
}

/**
 * Puts a part of a network on the device, where it stays between jobs.
 *
 * @param key unique to the part and its weights
 * @throws AtelierError model-invalid when the weights do not fit the configuration
 */
export function onDevice<P, Part extends object>(
	ctx: JobContext<P>,
	name: string,
	key: string,
	make: () => Part,
): Part {
	return unlessDamaged(name, () => ctx.resident(key, make));
}

/** Converts the RangeError of weights that do not fit. @throws AtelierError model-invalid */
export function unlessDamaged<T>(name: string, make: () => T): T {
	try {
		return make();
	} catch (cause) {
		throw damaged(name, cause);
	}
}

function damaged(name: string, cause: unknown): unknown {
	if (!(cause instanceof RangeError)) return cause;
	return new AtelierError('model-invalid', `The ${name} network cannot be used. ${cause.message} Reload the page.`, {
		cause,
	});
}

/**
 * Checks that two networks were trained together: each names its partner's weights by SHA-256.
 *
 * @param network for the message, such as "captioner"
 * @throws AtelierError model-incompatible
 */
export function checkPartner(network: string, partner: string, fits: boolean): void {
	if (fits) return;
	throw new AtelierError(
		'model-incompatible',
		`The ${network} belongs to another version of the ${partner}. Reload the page to get versions that fit each other.`,
	);
}
