/** The image encoder that a captioner was trained with: perception, and recognition above it. */
import type { JobContext } from '../../engine/protocol';
import { startKernels } from '../../kernels';
import { ForwardVgg } from '../../nets/forwardVgg';
import { Recognition } from '../../nets/recognition';
import { parseVggConfig } from '../../nets/vggConfig';
import type { CaptionerFiles } from './captioner';
import { checkPartner, type NetworkFiles, type OnLoad, onDevice, opener } from './opening';
import { openRecognition } from './recognition';

const openFiles = opener('perception', ({ config, hash, tensors }): NetworkFiles<ReturnType<typeof parseVggConfig>> => {
	return { config: parseVggConfig(config), hash, tensors };
});

/**
 * Opens the captioner's image encoder and puts it on the device, where it stays.
 *
 * @throws AtelierError model-incompatible when the captioner was trained on other weights
 */
export async function openImageEncoder<P>(
	ctx: JobContext<P>,
	captioner: CaptionerFiles,
	onProgress?: OnLoad,
): Promise<Recognition> {
	const perception = await openFiles(ctx, onProgress);
	checkPartner('captioner', 'perception network', perception.hash === captioner.config.perception);
	const recognition = await openRecognition(ctx, onProgress);
	checkPartner('captioner', 'recognition network', recognition.hash === captioner.config.recognition);
	checkPartner('recognition network', 'perception network', recognition.config.perception === perception.hash);
	await startKernels(ctx.backend.threads ?? 1);
	return onDevice(ctx, 'recognition', `recognition/${recognition.hash}`, () => {
		const below = new ForwardVgg(perception.config, perception.tensors, recognition.config.layer);
		return new Recognition(recognition.config, recognition.tensors, below);
	});
}
