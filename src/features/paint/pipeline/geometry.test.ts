/** Tests of the parts of the pipeline without networks: sizes, margins, ladders, colours. */
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { canvasSize, MARGIN } from '../shared/canvasSize';
import { toImageData } from '../shared/imageData';
import { ladderSizes, planLadder, smallerSize } from '../shared/ladder';
import { crop, extend } from './canvas';
import { Clock } from './clock';
import { withColoursOf } from './colour';
import { fitted, fromRgba, resize } from './pixels';
import { installImageData, stripes } from './testing/job';

beforeAll(installImageData);
afterEach(() => vi.restoreAllMocks());

describe('canvas', () => {
	it.each([
		[256, 160],
		[1, 1],
		[100, 3],
		[257, 255],
	])('of %i x %i: crop undoes extend', (width, height) => {
		const picture = stripes(width, height, 7, 3);
		const size = canvasSize(width, height);
		expect(size.width % 16).toBe(0);
		expect(size.width).toBeGreaterThanOrEqual(width + 2 * MARGIN);
		expect(size.width).toBeLessThan(width + 2 * MARGIN + 16);
		const canvas = extend(picture.rgb, width, height);
		expect(canvas).toHaveLength(size.width * size.height * 3);
		expect(canvas.every(Number.isFinite)).toBe(true);
		expect(crop(canvas, width, height)).toEqual(picture);
	});

	it('reflects without repeating the edge', () => {
		const canvas = extend(
			Float32Array.from({ length: 20 }, (_, x) => x),
			20,
			1,
			1,
		);
		expect([...canvas.subarray(0, MARGIN + 2)]).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 0, 1]);
		expect([...canvas.subarray(MARGIN + 18, MARGIN + 22)]).toEqual([18, 19, 18, 17]);
	});
});

describe('ladder', () => {
	it.each([
		[256, 'auto', [256]],
		[384, 'auto', [384]],
		[385, 'auto', [193, 385]],
		[512, 'auto', [256, 512]],
		[1024, 'auto', [256, 512, 1024]],
		[1024, 'off', [1024]],
		[256, 'on', [128, 256]],
		[64, 'on', [64]],
	] as const)('of %i px, %s', (size, ladder, wanted) => {
		expect(ladderSizes({ size, ladder })).toEqual(wanted);
	});

	it.each([1, 2, 3, 7, 100, 2000])('splits %i evaluations without losing any', (evaluations) => {
		const levels = planLadder({ size: 1024, ladder: 'on' }, evaluations);
		expect(levels.reduce((sum, level) => sum + level.evaluations, 0)).toBe(evaluations);
		for (const level of levels) expect(level.evaluations).toBeGreaterThanOrEqual(1);
		expect(levels.at(-1)?.size).toBe(1024);
	});

	it('goes down to 64 px and no further', () => {
		expect(smallerSize(1024)).toBe(768);
		expect(smallerSize(65)).toBe(64);
		expect(smallerSize(64)).toBeUndefined();
	});
});

describe('pixels', () => {
	it('lays transparency on white', () => {
		const { rgb } = fromRgba(2, 1, [255, 0, 0, 255, 0, 0, 0, 51]);
		expect([...rgb].map((v) => Math.round(v * 1000) / 1000)).toEqual([1, 0, 0, 0.8, 0.8, 0.8]);
		// A mask's white disc on nothing is white where the disc is.
		expect([...fromRgba(2, 1, [255, 255, 255, 255, 255, 255, 255, 0], 0).rgb]).toEqual([1, 1, 1, 0, 0, 0]);
	});

	it('clamps for the eye', () => {
		const { data } = toImageData({ width: 1, height: 1, rgb: Float32Array.of(-1, 0.5, 2) });
		expect([...data]).toEqual([0, 128, 255, 255]);
	});

	it('keeps a gradient a gradient when it is enlarged', () => {
		const ramp = { width: 4, height: 1, rgb: Float32Array.from({ length: 12 }, (_, at) => Math.floor(at / 3)) };
		const { rgb } = resize(ramp, 8, 2);
		expect([...rgb.subarray(0, 24)].filter((_, at) => at % 3 === 0)).toEqual([
			0, 0.25, 0.75, 1.25, 1.75, 2.25, 2.75, 3,
		]);
		expect(resize(ramp, 4, 1)).toBe(ramp);
	});

	it('fits by the longer side', () => {
		expect(fitted(4000, 3000, 256)).toEqual({ width: 256, height: 192 });
		expect(fitted(10, 3000, 64)).toEqual({ width: 1, height: 64 });
	});
});

describe('withColoursOf', () => {
	it('takes the lightness and keeps the colour', () => {
		const painting = { width: 1, height: 1, rgb: Float32Array.of(0.6, 0.6, 0.6) };
		const photo = { width: 1, height: 1, rgb: Float32Array.of(0.5, 0.2, 0.3) };
		const { rgb } = withColoursOf(painting, photo);
		const y = (v: Float32Array) => 0.299 * (v[0] as number) + 0.587 * (v[1] as number) + 0.114 * (v[2] as number);
		expect(y(rgb)).toBeCloseTo(0.6, 5);
		expect((rgb[0] as number) - (rgb[1] as number)).toBeCloseTo(0.3, 5);
		expect((rgb[2] as number) - (rgb[1] as number)).toBeCloseTo(0.1, 5);
	});
});

describe('Clock', () => {
	it('leaves out what others take and foretells by the last ten', async () => {
		let now = 0;
		vi.spyOn(performance, 'now').mockImplementation(() => now);
		const clock = new Clock(100);
		for (let i = 0; i < 5; i++) clock.note(50, 10);
		for (let i = 0; i < 10; i++) clock.note(2, 10);
		expect(clock.left(30)).toBeCloseTo(6, 6);
		now += 5000;
		await clock.outside(async () => {
			now += 60_000;
		});
		now += 1000;
		expect(clock.seconds).toBe(106);
	});
});
