/** For tests in Node: small paintings of stripes. */
import { testContext } from '../../../../engine/testing/context';
import { defaultPaintOptions, type PaintOptions } from '../../options';
import type { PaintProgress, PaintRequest, PaintResult, PaintSnapshot, StyleChoice } from '../../types';
import { createPaintJob } from '../paint';
import type { Pixels } from '../pixels';
import { asBlob, decodePixels, stripes, tinyModel } from './job';

export const job = createPaintJob(decodePixels);
export const photo = stripes(60, 40, 23, 1);
export const painting = stripes(70, 70, 8, 2);
export const styleOf = (picture: Pixels, weight = 1): StyleChoice => ({
	source: { kind: 'picture', picture: asBlob(picture) },
	weight,
});

export interface Wishes {
	options?: Partial<PaintOptions>;
	styles?: StyleChoice[];
	mask?: Pixels;
	content?: Pixels;
	atYield?: Parameters<typeof testContext>[1] extends infer O ? (O extends { atYield?: infer F } ? F : never) : never;
	from?: Pixels;
	frame?: PaintRequest['frame'];
	resumeFrom?: PaintSnapshot;
}

export function request({
	options = {},
	styles = [styleOf(painting)],
	mask,
	from,
	frame,
	content = photo,
}: Wishes = {}): PaintRequest {
	return {
		content: asBlob(content),
		styles,
		options: {
			...defaultPaintOptions,
			size: 64,
			evaluations: 12,
			contentLayers: { relu3_1: 1 },
			styleLayers: { relu1_1: 1, relu2_1: 1, relu3_1: 1 },
			...options,
		},
		network: 'perception',
		...(mask ? { mask: asBlob(mask) } : {}),
		...(from ? { from: asBlob(from) } : {}),
		...(frame && { frame }),
	};
}

export async function paint(wishes: Wishes = {}) {
	const context = testContext<PaintProgress, PaintSnapshot>({ perception: tinyModel }, wishes);
	const result = await job.run(request(wishes), context);
	const steps = context.events.flatMap((event) => (event.type === 'step' ? [event] : []));
	return { result, context, steps };
}

export const pixelsOf = ({ picture: { width, height, data } }: PaintResult): Pixels => ({
	width,
	height,
	rgb: Float32Array.from(
		{ length: width * height * 3 },
		(_, at) => (data[Math.floor(at / 3) * 4 + (at % 3)] as number) / 255,
	),
});
export const meanDifference = (a: Pixels, b: Pixels) =>
	a.rgb.reduce((sum, v, i) => sum + Math.abs(v - (b.rgb[i] as number)), 0) / a.rgb.length;
