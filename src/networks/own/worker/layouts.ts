/** VGG-16 and VGG-19 (Simonyan and Zisserman 2015) with the names and preprocessing of Keras and torchvision. */

export type Origin = 'keras' | 'torchvision';

export interface Layout {
	readonly architecture: 'VGG-16' | 'VGG-19';
	/** Convolutions in each of the five blocks. */
	readonly convolutions: readonly number[];
}

export interface LayoutConvolution {
	/** Name in Atelier, such as conv1_1. */
	readonly name: string;
	readonly inputs: number;
	readonly outputs: number;
	/** Name in the file, such as block1_conv1 or features.0. */
	readonly source: string;
}

export const CHANNELS = [64, 128, 256, 512, 512] as const;

/** The larger first, because Keras' VGG-19 has every name of its VGG-16. */
export const layouts: readonly Layout[] = [
	{ architecture: 'VGG-19', convolutions: [2, 2, 4, 4, 4] },
	{ architecture: 'VGG-16', convolutions: [2, 2, 3, 3, 3] },
];

/** Lists a layout's convolutions with their names in a file of the given origin. */
export function convolutionsOf(layout: Layout, origin: Origin): LayoutConvolution[] {
	const found: LayoutConvolution[] = [];
	let inputs = 3;
	// torchvision numbers the members of one sequence: a convolution and its ReLU are two, a pooling layer is one.
	let member = 0;
	for (const [b, count] of layout.convolutions.entries()) {
		const outputs = CHANNELS[b] as number;
		for (let i = 1; i <= count; i++) {
			const source = origin === 'keras' ? `block${b + 1}_conv${i}` : `features.${member}`;
			found.push({ name: `conv${b + 1}_${i}`, inputs, outputs, source });
			inputs = outputs;
			member += 2;
		}
		member += 1;
	}
	return found;
}

/** Preprocessing of RGB in 0..1, in the format of a model's config.json. */
const preprocessing = {
	keras: { scale: 255, mean: [103.939, 116.779, 123.68], std: [1, 1, 1], channelOrder: 'bgr' },
	torchvision: { scale: 1, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225], channelOrder: 'rgb' },
} as const;

/** Makes the config.json of a network with this layout. */
export function configOf(layout: Layout, origin: Origin) {
	return {
		architecture: layout.architecture,
		blocks: layout.convolutions.map((convolutions, b) => ({ channels: CHANNELS[b] as number, convolutions })),
		...preprocessing[origin],
		pooling: 'average',
		padding: 'zero',
	};
}
