/** Files of VGG's true layout and size with made-up values: the real ones are others' work and 80 MB each. */
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

export const convolutions = {
	'VGG-16': [2, 2, 3, 3, 3],
	'VGG-19': [2, 2, 4, 4, 4],
} as const;
export type Architecture = keyof typeof convolutions;
const channels = [64, 128, 256, 512, 512];

export interface MadeLayer {
	/** conv1_1 */
	readonly name: string;
	readonly inputs: number;
	readonly outputs: number;
}

export function layersOf(architecture: Architecture): MadeLayer[] {
	let inputs = 3;
	return convolutions[architecture].flatMap((count, block) =>
		Array.from({ length: count }, (_, i) => {
			const layer = { name: `conv${block + 1}_${i + 1}`, inputs, outputs: channels[block] as number };
			inputs = layer.outputs;
			return layer;
		}),
	);
}

/** Values of a tensor repeat after a prime number of them, so that no two axes look alike and files compress well. */
const period = 1021;

/** Values from a congruential generator, the same as training/fixtures/keras_fixture.py writes. */
export function madeValues(count: number, seed: number, spread: number): Float32Array {
	const values = new Float32Array(count);
	let state = seed + 1;
	for (let i = 0; i < Math.min(count, period); i++) {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		values[i] = (state / 2 ** 31 - 1) * spread;
	}
	for (let filled = period; filled < count; filled *= 2) values.copyWithin(filled, 0, Math.min(filled, count - filled));
	return values;
}

/** He's initialisation: signals neither die nor grow through the layers. */
export const spreadOf = (layer: MadeLayer): number => Math.sqrt(6 / (9 * layer.inputs));

/**
 * Unpacks a Keras weight file, laid out as `vgg19_weights_tf_dim_ordering_tf_kernels_notop.h5` is: a group a layer, poolings
 * included, names in attributes, kernels [3, 3, inputs, outputs]. In `vgg16-narrow` conv5_3 has 500 outputs.
 */
export async function writeKerasFile(path: string, which: 'vgg16' | 'vgg19' | 'vgg16-narrow'): Promise<void> {
	const packed = new URL(`../fixtures/${which}.h5.gz`, import.meta.url);
	await pipeline(createReadStream(packed), createGunzip(), createWriteStream(path));
}

/**
 * A safetensors file of torchvision's `vgg.state_dict()`, the classifier's tensors shortened to a token.
 * @param kernelOf the values of a convolution's kernel; made-up ones when left out
 */
export function torchvisionFile(
	architecture: Architecture,
	dtype: 'F32' | 'F16' = 'F32',
	kernelOf = (count: number, layer: MadeLayer, index: number) => madeValues(count, index, spreadOf(layer)),
): Uint8Array<ArrayBuffer> {
	const parts: { name: string; shape: number[]; values: Float32Array }[] = [];
	let member = 0;
	let block = '1';
	for (const [index, layer] of layersOf(architecture).entries()) {
		if (layer.name[4] !== block) member += 1;
		block = layer.name[4] as string;
		const count = 9 * layer.inputs * layer.outputs;
		parts.push({
			name: `features.${member}.weight`,
			shape: [layer.outputs, layer.inputs, 3, 3],
			values: kernelOf(count, layer, index),
		});
		parts.push({
			name: `features.${member}.bias`,
			shape: [layer.outputs],
			values: madeValues(layer.outputs, index + 100, 0.1),
		});
		member += 2;
	}
	parts.push({ name: 'classifier.6.bias', shape: [1000], values: new Float32Array(1000) });
	return safetensors(parts, dtype);
}

function safetensors(
	parts: readonly { name: string; shape: number[]; values: Float32Array }[],
	dtype: 'F32' | 'F16',
): Uint8Array<ArrayBuffer> {
	const header: Record<string, unknown> = { __metadata__: { format: 'pt' } };
	const bytes = parts.map(({ values }) => (dtype === 'F32' ? new Uint8Array(values.buffer) : halves(values)));
	let place = 0;
	for (const [i, part] of parts.entries()) {
		const end = place + (bytes[i] as Uint8Array).length;
		header[part.name] = { dtype, shape: part.shape, data_offsets: [place, end] };
		place = end;
	}
	const json = new TextEncoder().encode(JSON.stringify(header));
	const file = new Uint8Array(8 + json.length + place);
	new DataView(file.buffer).setBigUint64(0, BigInt(json.length), true);
	file.set(json, 8);
	let at = 8 + json.length;
	for (const part of bytes) {
		file.set(part, at);
		at += part.length;
	}
	return file;
}

/** fp32 to fp16 by cutting the mantissa: values here are normal numbers between 6e-5 and 2, or zero. */
function halves(values: Float32Array): Uint8Array {
	const from = new Uint32Array(values.buffer);
	const to = new Uint16Array(values.length);
	for (const [i, bits] of from.entries()) {
		const exponent = ((bits >>> 23) & 0xff) - 112;
		to[i] = exponent <= 0 ? 0 : ((bits >>> 16) & 0x8000) | (exponent << 10) | ((bits >>> 13) & 0x3ff);
	}
	return new Uint8Array(to.buffer);
}
