/** Perception, the image encoder, as the captioner uses it: pooled features without gradients. */
import type { JobContext } from '../../engine/protocol';
import { startKernels } from '../../kernels';
import { PooledVgg } from '../../nets/pooledVgg';
import { parseVggConfig } from '../../nets/vggConfig';
import type { CaptionerFiles } from './captioner';
import { checkPartner, type NetworkFiles, type OnLoad, onDevice, opener } from './opening';

const openFiles = opener('perception', ({ config, hash, tensors }): NetworkFiles<ReturnType<typeof parseVggConfig>> => {
	return { config: parseVggConfig(config), hash, tensors };
});

/**
 * Opens perception and puts it on the device, where it stays.
 *
 * @throws AtelierError model-incompatible when the captioner was trained on other weights
 */
export async function openPerception<P>(
	ctx: JobContext<P>,
	captioner: CaptionerFiles,
	onProgress?: OnLoad,
): Promise<PooledVgg> {
	const { config, hash, tensors } = await openFiles(ctx, onProgress);
	checkPartner('captioner', 'perception network', hash === captioner.config.perception);
	await startKernels(ctx.backend.threads ?? 1);
	return onDevice(ctx, 'perception', `pooled/${hash}`, () => new PooledVgg(config, tensors));
}
