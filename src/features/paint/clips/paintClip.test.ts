import { describe, expect, it } from 'vitest';
import { AtelierError } from '../../../models/errors';
import { paintSession } from '../session';
import type { Photo } from '../state';
import { photo, ready, result, step, told } from '../testing/prepared';
import type { PaintedFrame } from '../types';
import { defaultClipOptions } from './options';
import { frameCount, frameTimes } from './plan';

const film: Photo = { ...photo, hash: 'film', film: new Blob(['film']) };
const frames = ['a', 'b', 'c'].map((name) => new Blob([name]));
const painted = (at: number): PaintedFrame => ({
	photo: { width: 2, height: 1, rgb: new Float32Array(6) },
	painting: { width: 2, height: 1, rgb: new Float32Array(6).fill(at) },
	contentWeight: 0.1 * at,
});
const resultOf = (at: number) => ({ ...result, seconds: 10, frame: painted(at) });

/** A page with a clip of three frames. */
function page() {
	const written: (readonly Blob[])[] = [];
	const fake = ready({
		clips: async () => ({
			readFrames: async () => frames,
			async writeFrames(all) {
				written.push(all);
				return new Blob(['painted'], { type: 'video/mp4' });
			},
		}),
	});
	fake.paint.setPhoto(film);
	fake.paint.setOption('evaluations', 3);
	fake.paint.setClipOption('laterEvaluations', 2);
	return { ...fake, written };
}

describe('painting a clip', () => {
	it('paints each frame from the one before, and makes a film of them', async () => {
		const { paint, askedFor, written } = page();
		const done = paint.paint();
		const first = await askedFor(1);
		const { temporalWeight } = defaultClipOptions;
		expect(first.request).toMatchObject({ content: frames[0], frame: { temporalWeight }, options: { evaluations: 3 } });
		expect(first.request.frame?.before).toBeUndefined();
		first.options.onProgress?.(step(2));
		expect(paint.getState().run).toMatchObject({
			step: { evaluation: 2, evaluations: 7, secondsLeft: 2.5 },
			frame: { at: 1, count: 3 },
		});
		first.resolve(resultOf(1));
		const second = await askedFor(2);
		expect(second.request).toMatchObject({
			content: frames[1],
			frame: { before: painted(1) },
			options: { evaluations: 2, ladder: 'off' },
		});
		second.options.onProgress?.(step(1));
		// 11 s for 4 of 7 steps.
		expect(paint.getState().run).toMatchObject({ step: { evaluation: 4, seconds: 11, secondsLeft: 8.25 } });
		second.resolve(resultOf(2));
		(await askedFor(3)).resolve(resultOf(3));
		const painting = await done;
		expect(painting?.film?.type).toBe('video/mp4');
		expect(painting?.frames).toHaveLength(3);
		expect(written).toEqual([painting?.frames]);
		expect(painting).toMatchObject({
			recipe: { clip: paint.getState().clip },
			result: { evaluations: 7, seconds: 30 },
		});
		expect(paint.getState()).toMatchObject({ view: 'painting', draft: undefined, run: undefined });
	});

	it('stops early and keeps the frames there are', async () => {
		const { paint, askedFor, written } = page();
		const done = paint.paint();
		(await askedFor(1)).resolve(resultOf(1));
		await askedFor(2);
		paint.stopAndKeep();
		expect((await done)?.result.evaluations).toBe(5);
		expect(written[0]).toHaveLength(2);
	});

	it('goes on after a reload with the frame that follows', async () => {
		const { paint, askedFor } = page();
		void paint.paint();
		(await askedFor(1)).resolve(resultOf(1));
		(await askedFor(2)).resolve(resultOf(2));
		await askedFor(3);
		const kept = structuredClone(paintSession(paint, () => film).parts(paint.getState()));
		expect(Object.keys(kept).filter((name) => kept[name] instanceof Blob)).toEqual(['frame 0', 'frame 1']);

		const again = page();
		paintSession(again.paint, () => film).restore(kept, true);
		expect(again.paint.getState().draft?.clip).toMatchObject({ seconds: 20, count: 3 });
		const done = again.paint.goOn();
		const last = await again.askedFor(1);
		expect(last.request).toMatchObject({ content: frames[2], frame: { before: painted(2) } });
		last.resolve(resultOf(3));
		expect((await done)?.result).toMatchObject({ evaluations: 7, seconds: 30 });
		expect(again.written[0]).toHaveLength(3);
	});

	it('goes on smaller once memory ran out', async () => {
		const { paint, askedFor } = page();
		void paint.paint();
		const first = await askedFor(1);
		first.options.onProgress?.({ type: 'smaller', size: 128, why: 'There was not enough memory.' });
		expect(told).toContain('There was not enough memory.');
		first.resolve({ ...resultOf(1), picture: { ...result.picture, width: 128 } });
		expect((await askedFor(2)).request.options.size).toBe(128);
		paint.discard();
	});

	it('paints the picture alone when asked, and shows why a film cannot be read', async () => {
		const { paint, askedFor } = page();
		paint.setWholeClip(false);
		const done = paint.paint();
		const only = await askedFor(1);
		expect(only.request).toMatchObject({ content: film.picture });
		expect(only.request.frame).toBeUndefined();
		only.resolve(result);
		expect((await done)?.film).toBeUndefined();

		const failing = ready({
			clips: async () => ({
				readFrames: () => Promise.reject(new AtelierError('clip-unreadable', 'It is damaged.')),
				writeFrames: () => Promise.reject(new Error('There is nothing to write.')),
			}),
		});
		failing.paint.setPhoto(film);
		await expect(failing.paint.paint()).rejects.toThrow('It is damaged.');
		expect(failing.paint.getState().failure?.code).toBe('clip-unreadable');
	});
});

describe('the frames of a clip', () => {
	const part = { clipStart: 1, clipSeconds: 0.5, frameRate: 10 };
	it('are those of the part, as far as there is a film', () => {
		expect(frameTimes(part, 9)).toEqual([1, 1.1, 1.2, 1.3, 1.4]);
		expect(frameCount(part, 1.22)).toBe(2);
		expect(frameCount(part, 1.001)).toBe(1);
	});

	it('are none where the film ends before', () => {
		expect(() => frameTimes(part, 0.9)).toThrow(/ends at 0\.9 s/);
	});
});
