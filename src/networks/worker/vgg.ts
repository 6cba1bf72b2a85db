/** The network that a painting is judged by, ready on the device. */
import type { JobContext } from '../../engine/protocol';
import { AtelierError } from '../../models/errors';
import type { LoadedModel, LoadProgress } from '../../models/types';
import { startKernels } from '../../nets/kernels';
import { Vgg } from '../../nets/vgg';
import { type Pooling, parseVggConfig, type VggConfig } from '../../nets/vggConfig';

export interface LoadedNetwork {
	readonly model: LoadedModel;
	readonly config: VggConfig;
}

/** @throws AtelierError network-unsupported when its shape is not a VGG's */
export async function loadNetwork<P>(
	ctx: JobContext<P>,
	name: string,
	onProgress?: (event: LoadProgress) => void,
): Promise<LoadedNetwork> {
	const model = await ctx.model(name, onProgress);
	await startKernels(ctx.backend.threads ?? 1);
	return { model, config: unlessUnsupported(() => parseVggConfig(model.config)) };
}

/** Weights stay on the device from one job to the next: packing them anew costs as much as an evaluation. */
export function networkOnDevice<P>(
	ctx: JobContext<P>,
	{ model, config }: LoadedNetwork,
	deepest: string,
	pooling: Pooling,
): Vgg {
	const key = `vgg/${model.hash}/${deepest}/${pooling}`;
	return unlessUnsupported(() => ctx.resident(key, () => new Vgg(config, model.tensors, deepest, pooling)));
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
