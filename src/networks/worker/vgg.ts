/** The VGG that Paint's losses are computed with: perception, or the visitor's own network. */
import type { JobContext } from '../../engine/protocol';
import { startKernels } from '../../kernels';
import { AtelierError } from '../../models/errors';
import { Vgg } from '../../nets/vgg';
import { type Pooling, parseVggConfig, type VggConfig } from '../../nets/vggConfig';
import type { NetworkFiles, OnLoad } from './opening';

export interface VggFiles extends NetworkFiles<VggConfig> {
	readonly name: string;
}

/** Opens a VGG by its model's name. @throws AtelierError network-unsupported when it is not a VGG */
export async function openVgg<P>(ctx: JobContext<P>, name: string, onProgress?: OnLoad): Promise<VggFiles> {
	const { config, hash, tensors } = await ctx.model(name, onProgress);
	await startKernels(ctx.backend.threads ?? 1);
	return { name, config: unlessUnsupported(() => parseVggConfig(config)), hash, tensors };
}

/** Puts a VGG on the device, where it stays, because packing its weights for each job takes as long as an evaluation. */
export function vggOnDevice<P>(
	ctx: JobContext<P>,
	{ config, hash, tensors }: VggFiles,
	deepest: string,
	pooling: Pooling,
): Vgg {
	const key = `vgg/${hash}/${deepest}/${pooling}`;
	return unlessUnsupported(() => ctx.resident(key, () => new Vgg(config, tensors, deepest, pooling)));
}

function unlessUnsupported<T>(make: () => T): T {
	try {
		return make();
	} catch (cause) {
		if (!(cause instanceof RangeError)) throw cause;
		throw new AtelierError('network-unsupported', `This network cannot be used for painting. ${cause.message}`, {
			cause,
		});
	}
}
