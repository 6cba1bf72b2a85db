/** The last step of an evaluation: adds the gradient of total variation to the network's, and sums its loss. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { declare, dispatch, type Program } from './run';
import { summing, summingWorkgroups } from './sums';

export interface PictureInfos {
	/** [1, height, width, channels] */
	readonly picture: TensorInfo;
	/** The network's gradient, of the picture's shape */
	readonly gradient: TensorInfo;
	readonly sums: TensorInfo;
	/** [1, height, width, 1]: factors of the whole gradient */
	readonly mask?: TensorInfo;
}

/** @param weight of the mean squared difference across, plus that down @param row of `sums`, which takes the loss */
export function pictureGradient(
	own: WebGPUBackend,
	{ picture, gradient, sums, mask }: PictureInfos,
	weight: number,
	row: number,
): TensorInfo {
	const [, height, width, channels] = picture.shape as [number, number, number, number];
	const out = own.makeTensorInfo(picture.shape, 'float32');
	const size = height * width * channels;
	dispatch(own, {
		program: program(mask !== undefined),
		buffers: [picture, gradient, out, sums, ...(mask ? [mask] : [])],
		integers: [size, width * channels, channels, row],
		floats: [weight, 1 / (height * (width - 1) * channels), 1 / ((height - 1) * width * channels)],
		workgroups: summingWorkgroups(size),
	});
	return out;
}

const program = (isMasked: boolean): Program => ({
	name: `picture gradient${isMasked ? ' masked' : ''}`,
	code: () => `
${declare('size, row, channels, sum', 'weight, across, down', [
	{ name: 'picture' },
	{ name: 'gradient' },
	{ name: 'result', written: true },
	{ name: 'sums', written: true },
	...(isMasked ? [{ name: 'mask' }] : []),
])}
${summing(
	`		let own = picture[at];
		let column = at % sizes.row;
		var pull = 0.0;
		if (column >= sizes.channels) { pull += (own - picture[at - sizes.channels]) * sizes.across; }
		if (column + sizes.channels < sizes.row) {
			let next = picture[at + sizes.channels] - own;
			pull -= next * sizes.across;
			sum += next * next * sizes.across;
		}
		if (at >= sizes.row) { pull += (own - picture[at - sizes.row]) * sizes.down; }
		if (at + sizes.row < sizes.size) {
			let below = picture[at + sizes.row] - own;
			pull -= below * sizes.down;
			sum += below * below * sizes.down;
		}
		result[at] = (gradient[at] + 2.0 * sizes.weight * pull)${isMasked ? ' * mask[at / sizes.channels]' : ''};`,
	'sizes.sum',
)}
`,
});
