import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { testContext } from '../../../engine/testing/context';
import { AtelierError, isAbort } from '../../../models/errors';
import { startBackend } from '../../../nets/testing/backends';
import type { PaintOptions } from '../options';
import type { PaintProgress, PaintSnapshot } from '../types';
import { withColoursOf } from './colour';
import { asBlob, decodePixels, installImageData, stripes, tinyModel } from './testing/job';
import {
	job,
	meanDifference,
	paint,
	painting,
	photo,
	pixelsOf,
	request,
	styleOf,
	type Wishes,
} from './testing/painted';

beforeAll(async () => {
	installImageData();
	await startBackend('wasm');
});

describe('job paint', () => {
	it('takes the style nearer and tells every evaluation', async () => {
		const { result, steps } = await paint({ options: { evaluations: 30 } });
		expect(result.picture.width).toBe(64);
		expect(result.picture.height).toBe(43);
		expect(result.evaluations).toBe(30);
		expect(steps.map((s) => s.evaluation)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
		expect(result.trace).toHaveLength(30);
		const [first, last] = [steps[0]?.losses, result.losses];
		expect(last.style).toBeLessThan(0.2 * (first?.style as number));
		expect(last.total).toBe(Math.min(...result.trace.map((t) => t.total)));
		expect(Object.keys(result.styleLayerLosses)).toEqual(['relu1_1', 'relu2_1', 'relu3_1']);
		expect(result.modelHash).toBe('tiny');
		expect(steps.some((s) => s.preview)).toBe(true);
		for (const step of steps) expect(step.secondsLeft).toBeGreaterThanOrEqual(0);
	});

	it('leaves no tensor behind: at the end, when cancelled, when it fails', async () => {
		const context = testContext<PaintProgress, PaintSnapshot>({ perception: tinyModel });
		await job.run(request(), context);
		const before = memory().numTensors;
		await job.run(request(), context);
		expect(memory().numTensors).toBe(before);

		const cancelled = testContext<PaintProgress, PaintSnapshot>(
			{ perception: tinyModel },
			{ atYield: (count, c) => count === 5 && c.abort() },
		);
		const resident = testContext<PaintProgress, PaintSnapshot>({ perception: tinyModel });
		await job.run(request(), resident);
		const held = memory().numTensors;
		await expect(job.run(request(), { ...cancelled, resident: resident.resident })).rejects.toSatisfy(isAbort);
		expect(cancelled.yields).toBe(5);
		expect(memory().numTensors).toBe(held);
	});

	it('gives the same painting for the same seed and another for another, from noise', async () => {
		const one = await paint({ options: { start: 'noise', seed: 3 } });
		const same = await paint({ options: { start: 'noise', seed: 3 } });
		const other = await paint({ options: { start: 'noise', seed: 4 } });
		expect(same.result.picture.data).toEqual(one.result.picture.data);
		expect(meanDifference(pixelsOf(other.result), pixelsOf(one.result))).toBeGreaterThan(0.02);
	});

	const options: [string, Partial<PaintOptions>][] = [
		['starts from the content', { start: 'content' }],
		['starts from a blend', { start: 'blend', noiseRatio: 0.3 }],
		['pools by the maximum', { pooling: 'max' }],
		['optimises by Adam', { optimiser: 'adam', learningRate: 0.05 }],
		['remembers three pairs', { history: 3 }],
		['looks at the style larger', { styleScale: 2 }],
		['favours large shapes', { styleFalloff: 4 }],
		['smooths', { tvWeight: 5 }],
		['keeps the content', { contentWeight: 10 }],
		['looks at other layers', { styleLayers: { relu1_2: 1, relu3_2: 0.5 }, contentLayers: { relu2_1: 1, relu1_1: 0 } }],
		['paints without content layers', { contentLayers: {} }],
		['paints by content alone', { styleWeight: 0, start: 'noise' }],
	];
	it.each(options)('%s: the loss falls and the painting is another one', async (_, some) => {
		const plain = await paint({ options: { evaluations: 20 } });
		const { result } = await paint({ options: { evaluations: 20, ...some } });
		const first = result.trace[0]?.total as number;
		expect(result.losses.total).toBeLessThan(0.9 * first);
		expect(meanDifference(pixelsOf(result), pixelsOf(plain.result))).toBeGreaterThan(0.001);
	});

	it('blends several styles', async () => {
		const other = stripes(64, 48, 5, 9);
		const { result: mixed } = await paint({ styles: [styleOf(painting, 1), styleOf(other, 1)] });
		const { result: one } = await paint({ styles: [styleOf(painting, 1), styleOf(other, 0)] });
		const { result: alone } = await paint({ styles: [styleOf(painting, 5)] });
		expect(one.picture.data).toEqual(alone.picture.data);
		expect(meanDifference(pixelsOf(mixed), pixelsOf(one))).toBeGreaterThan(0.005);
	});

	it('keeps the photo’s colours when asked', async () => {
		const { result } = await paint({ options: { originalColours: true, evaluations: 20 } });
		const own = pixelsOf(result);
		const { draw } = await decodePixels(asBlob(photo), 'photo');
		const small = draw({ width: own.width, height: own.height });
		// R - G and G - B equal the photo's wherever nothing was clamped.
		let checked = 0;
		for (let at = 0; at < own.rgb.length; at += 3) {
			const mine = [...own.rgb.subarray(at, at + 3)];
			if (mine.some((v) => v < 0.01 || v > 0.99)) continue;
			checked++;
			const theirs = [...small.rgb.subarray(at, at + 3)] as number[];
			expect(
				Math.abs((mine[0] as number) - (mine[1] as number) - ((theirs[0] as number) - (theirs[1] as number))),
			).toBeLessThan(0.01);
		}
		expect(checked).toBeGreaterThan(100);
		expect(withColoursOf(own, small).rgb[0]).toBeCloseTo(own.rgb[0] as number, 1);
	});

	it('paints only where the mask is white', async () => {
		const half = {
			width: 20,
			height: 20,
			rgb: Float32Array.from({ length: 1200 }, (_, at) => (Math.floor(at / 3) % 20 < 10 ? 0 : 1)),
		};
		const { result } = await paint({ mask: half, options: { evaluations: 20 } });
		const own = pixelsOf(result);
		const small = (await decodePixels(asBlob(photo), 'photo')).draw({ width: own.width, height: own.height });
		const change = [0, 0];
		for (let at = 0; at < own.rgb.length; at++) {
			const x = Math.floor(at / 3) % own.width;
			const side = x < own.width / 2 - 3 ? 0 : x > own.width / 2 + 3 ? 1 : undefined;
			if (side !== undefined)
				change[side] = Math.max(change[side] as number, Math.abs((own.rgb[at] as number) - (small.rgb[at] as number)));
		}
		expect(change[0]).toBeLessThan(1 / 255);
		expect(change[1]).toBeGreaterThan(0.1);
	});

	it('climbs the ladder', async () => {
		const { result, steps } = await paint({ options: { size: 200, ladder: 'on', evaluations: 10 } });
		expect(result.picture.width).toBe(200);
		expect(steps.map((s) => s.width)).toEqual([...new Array(7).fill(100), ...new Array(3).fill(200)]);
		expect(steps.map((s) => s.evaluation)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
		expect([...new Set(steps.map((s) => `${s.level}/${s.levels}`))]).toEqual(['1/2', '2/2']);
	});

	it('stops early and keeps what is there', async () => {
		const { result } = await paint({
			options: { evaluations: 50 },
			atYield: (count, c) => {
				c.finishing = count >= 6;
			},
		});
		expect(result.evaluations).toBe(6);
		expect(result.losses.total).toBeLessThan(result.trace[0]?.total as number);
	});

	it('goes on from a snapshot with the evaluations that are left', async () => {
		const { result: whole } = await paint({ options: { evaluations: 8, start: 'content' } });
		const halfway: PaintSnapshot = {
			size: 64,
			evaluations: 8,
			spent: 8,
			seconds: 12,
			picture: pixelsOf(whole),
			trace: whole.trace,
			losses: whole.losses,
			styleLayerLosses: {},
		};
		const { result, steps } = await paint({ options: { evaluations: 20 }, resumeFrom: structuredClone(halfway) });
		expect(steps.map((s) => s.evaluation)).toEqual([9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
		expect(result.seconds).toBeGreaterThan(12);
		expect(result.trace).toHaveLength(20);
		// It begins near where the other ended: the snapshot has 8 bits and is clamped to 0..1.
		expect(whole.losses.total).toBeLessThan(0.2 * (whole.trace[0]?.total as number));
		expect(result.trace[8]?.total as number).toBeLessThan(2 * whole.losses.total);
	});

	it('takes a smaller painting to a larger size without its own levels', async () => {
		const { result: small } = await paint({ options: { size: 100, evaluations: 8 } });
		const options = { size: 200, ladder: 'on', evaluations: 12 } as const;
		const { result, steps } = await paint({ options, from: pixelsOf(small) });
		expect(steps.map((s) => s.evaluation)).toEqual([9, 10, 11, 12]);
		expect(new Set(steps.map((s) => s.width))).toEqual(new Set([200]));
		expect(result).toMatchObject({ evaluations: 12, picture: { width: 200 } });
		const { result: apart } = await paint({ options: { ...options, ladder: 'off', evaluations: 1, start: 'content' } });
		expect(result.trace[0]?.style as number).toBeLessThan(apart.losses.style);
	});

	it('goes on smaller when memory runs out', async () => {
		let failed = false;
		const { result, context } = await paint({
			options: { size: 100, evaluations: 12 },
			atYield: (count) => {
				if (count !== 4 || failed) return;
				failed = true;
				throw new AtelierError('out-of-memory', 'no memory');
			},
		});
		expect(context.events.find((e) => e.type === 'smaller')).toMatchObject({ size: 96 });
		expect(result.picture.width).toBe(96);
		const counts = context.events.flatMap((e) => (e.type === 'step' ? [e.evaluation] : []));
		expect(counts).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
	});

	it('goes on in smaller tiles first, at the same size, when memory runs out', async () => {
		let failed = false;
		const { result, context } = await paint({
			options: { size: 180, evaluations: 6, ladder: 'off' },
			atYield: (count) => {
				if (count !== 3 || failed) return;
				failed = true;
				throw new AtelierError('out-of-memory', 'no memory');
			},
		});
		expect(context.events.some((e) => e.type === 'smaller')).toBe(false);
		expect(result.picture.width).toBe(180);
		const totals = result.trace.map(({ total }) => total);
		expect(totals).toHaveLength(6);
		expect(totals.at(-1)).toBeLessThan(totals[0] as number);
	});

	it('makes way after each tile, and stops there when cancelled', async () => {
		const context = testContext<PaintProgress, PaintSnapshot>(
			{ perception: tinyModel },
			{
				atYield: (count, ctx) => {
					// After two steps it goes on in tiles.
					if (count === 3) throw new AtelierError('out-of-memory', 'no memory');
					if (count === 8) ctx.abort();
				},
			},
		);
		const options = { size: 180, evaluations: 6, ladder: 'off' } as const;
		await expect(job.run(request({ options }), context)).rejects.toSatisfy(isAbort);
		expect(context.yields).toBe(8);
		expect(context.events.filter(({ type }) => type === 'step')).toHaveLength(2);
	});

	it('says so when there is no memory at all', async () => {
		const atYield = () => {
			throw new Error('Out of memory');
		};
		await expect(paint({ atYield })).rejects.toMatchObject({ code: 'out-of-memory' });
	});

	const refusals: [string, Wishes, string][] = [
		['an option out of range', { options: { size: 8192 } }, 'option-invalid'],
		['an option that is no number', { options: { contentWeight: Number.NaN } }, 'option-invalid'],
		['a choice that is none', { options: { pooling: 'median' as 'max' } }, 'option-invalid'],
		['no style', { styles: [] }, 'option-invalid'],
		['no weight at all', { options: { styleWeight: 0, contentWeight: 0 } }, 'option-invalid'],
		['no layer at all', { options: { styleLayers: {}, contentLayers: { relu9_9: 1 } } }, 'option-invalid'],
		['a tiny style', { styles: [styleOf(stripes(31, 200, 4, 1))] }, 'picture-too-small'],
		['a black mask', { mask: { width: 4, height: 4, rgb: new Float32Array(48) } }, 'option-invalid'],
	];
	it.each(refusals)('refuses %s', async (_, wishes, code) => {
		const error = await paint(wishes).then(
			() => undefined,
			(e: unknown) => e,
		);
		expect(error).toBeInstanceOf(AtelierError);
		expect((error as AtelierError).code).toBe(code);
	});
});
