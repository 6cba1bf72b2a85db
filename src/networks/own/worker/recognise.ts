/** Recognises the network in a dropped file, and checks the shape of each of its tensors. */
import { AtelierError } from '../../../models/errors';
import type { TensorData } from '../../../models/types';
import { readKerasFile } from './kerasFile';
import { convolutionsOf, type Layout, type LayoutConvolution, layouts, type Origin } from './layouts';
import { openSafetensors } from './safetensorsFile';
import type { TensorFile } from './tensorFile';

const ACCEPTED =
	'Drop vgg19_weights_tf_dim_ordering_tf_kernels_notop.h5 (or the VGG-16 file), or a safetensors file with torchvision’s names.';

export interface Recognised {
	readonly layout: Layout;
	readonly origin: Origin;
	/**
	 * Reads and checks the network's tensors one by one, by their names in Atelier.
	 *
	 * @param onLayer called before each convolution; throws to stop reading
	 * @throws AtelierError `model-damaged` when a value is not a number
	 */
	read(onLayer: (done: number, total: number) => Promise<void>): Promise<Map<string, TensorData>>;
}

/**
 * Recognises a file's network.
 *
 * @throws AtelierError `network-unsupported` when the file has another format or another network,
 *   `model-damaged` or `model-invalid` when it cannot be read
 */
export async function recogniseNetwork(file: Blob): Promise<Recognised> {
	const origin = await originOf(file);
	const tensors = origin === 'keras' ? await readKerasFile(await file.arrayBuffer()) : await openSafetensors(file);
	const layout = layoutOf(tensors, origin);
	for (const convolution of convolutionsOf(layout, origin)) checkShapes(tensors, convolution, layout);
	return { layout, origin, read: (onLayer) => readAll(tensors, convolutionsOf(layout, origin), onLayer) };
}

async function originOf(file: Blob): Promise<Origin> {
	if (file.size === 0) throw new AtelierError('model-damaged', 'This file is empty: download it again.');
	const start = new Uint8Array(await file.slice(0, 9).arrayBuffer());
	const text = String.fromCharCode(...start);
	if (text.startsWith('\x89HDF\r\n\x1a\n')) return 'keras';
	if (text[8] === '{') return 'torchvision';
	if (text.startsWith('PK') || start[0] === 0x80) {
		throw new AtelierError(
			'network-unsupported',
			'This is a PyTorch checkpoint, which can contain programs. Save its state_dict with safetensors.torch.save_file and drop that file.',
		);
	}
	throw new AtelierError('network-unsupported', `This is not a network that Paint can use. ${ACCEPTED}`);
}

function layoutOf(tensors: TensorFile, origin: Origin): Layout {
	if (origin === 'torchvision' && tensors.get('features.1.weight')?.shape.length === 1) {
		throw new AtelierError(
			'network-unsupported',
			'This VGG has batch normalisation, which Paint does not support: use plain vgg16 or vgg19.',
		);
	}
	const found = layouts.find((layout) => missing(tensors, layout, origin) === undefined);
	if (found) return found;
	const known = convolutionsOf(layouts[0] as Layout, origin).some((c) => tensors.has(`${c.source}.weight`));
	const lack = layouts.map((layout) => missing(tensors, layout, origin)).at(-1);
	const why = known
		? `This network lacks the layer ${lack}, so it is neither VGG-16 nor VGG-19.`
		: 'This file does not contain a VGG.';
	throw new AtelierError('network-unsupported', `${why} ${ACCEPTED}`);
}

/** Returns the first layer whose weight or bias is missing. */
function missing(tensors: TensorFile, layout: Layout, origin: Origin): string | undefined {
	return convolutionsOf(layout, origin).find(
		(c) => !tensors.has(`${c.source}.weight`) || !tensors.has(`${c.source}.bias`),
	)?.source;
}

function checkShapes(tensors: TensorFile, { source, inputs, outputs }: LayoutConvolution, layout: Layout): void {
	const wanted = { weight: [outputs, inputs, 3, 3], bias: [outputs] };
	for (const [part, shape] of Object.entries(wanted)) {
		const got = tensors.get(`${source}.${part}`)?.shape ?? [];
		if (got.length === shape.length && got.every((size, d) => size === shape[d])) continue;
		throw new AtelierError(
			'network-unsupported',
			`${source}.${part} has the shape ${got.join(' × ')}, where ${layout.architecture} has ${shape.join(' × ')}. ${ACCEPTED}`,
		);
	}
}

async function readAll(
	tensors: TensorFile,
	convolutions: readonly LayoutConvolution[],
	onLayer: (done: number, total: number) => Promise<void>,
): Promise<Map<string, TensorData>> {
	const read = new Map<string, TensorData>();
	for (const [done, { name, source }] of convolutions.entries()) {
		await onLayer(done, convolutions.length);
		for (const part of ['weight', 'bias']) {
			const tensor = tensors.get(`${source}.${part}`);
			if (!tensor) throw new RangeError(`${source}.${part} has disappeared`);
			const data = await tensor.read();
			if (!data.every(Number.isFinite)) {
				throw new AtelierError(
					'model-damaged',
					`${source}.${part} contains values that are not numbers: download the file again.`,
				);
			}
			read.set(`${name}.${part}`, { shape: [...tensor.shape], data });
		}
	}
	return read;
}
