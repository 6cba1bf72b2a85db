/** VGG-16 and VGG-19 (Simonyan and Zisserman 2015) as Keras and torchvision name and prepare them. */

export type Origin = 'keras' | 'torchvision';

export interface Layout {
	readonly architecture: 'VGG-16' | 'VGG-19';
	/** Convolutions in each of the five blocks. */
	readonly convolutions: readonly number[];
}

export interface LayoutConvolution {
	/** The studio's name: conv1_1. */
	readonly name: string;
	readonly inputs: number;
	readonly outputs: number;
	/** block1_conv1 or features.0 */
	readonly source: string;
}

export const CHANNELS = [64, 128, 256, 512, 512] as const;

/** The larger first: Keras' VGG-19 holds every name of its VGG-16. */
export const layouts: readonly Layout[] = [
	{ architecture: 'VGG-19', convolutions: [2, 2, 4, 4, 4] },
	{ architecture: 'VGG-16', convolutions: [2, 2, 3, 3, 3] },
];

/** All convolutions of a layout with their names in a file of that origin. */
export function convolutionsOf(layout: Layout, origin: Origin): LayoutConvolution[] {
	const found: LayoutConvolution[] = [];
	let inputs = 3;
	// torchvision numbers the members of one sequence: a convolution and its ReLU are two, a pooling is one.
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

/** What each origin does to RGB in 0..1 before its first convolution; the form is that of a model's config.json. */
const preprocessing = {
	keras: { scale: 255, mean: [103.939, 116.779, 123.68], std: [1, 1, 1], channelOrder: 'bgr' },
	torchvision: { scale: 1, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225], channelOrder: 'rgb' },
} as const;

/** The config.json that the studio's own network would have in this layout. */
export function configOf(layout: Layout, origin: Origin) {
	return {
		architecture: layout.architecture,
		blocks: layout.convolutions.map((convolutions, b) => ({ channels: CHANNELS[b] as number, convolutions })),
		...preprocessing[origin],
		pooling: 'average',
		padding: 'zero',
	};
}

/** relu1_1, relu1_2, ... as the studio and the neural-style family call them. */
export function layersOfLayout(layout: Layout): string[] {
	return convolutionsOf(layout, 'keras').map((convolution) => convolution.name.replace('conv', 'relu'));
}
