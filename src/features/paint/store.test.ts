import { describe, expect, it, vi } from 'vitest';
import { deferred } from '../../engine/deferred';
import { readRecipe } from '../../library/recipe';
import { AtelierError } from '../../models/errors';
import type { PaintTools } from './finish';
import { defaultPaintOptions } from './options';
import type { StylePick } from './state';
import { createPaint } from './store';
import {
	catalogue,
	fakeEngine,
	photo,
	pixels,
	png,
	ready,
	result,
	snapshot,
	starry,
	step,
	told,
	tools,
	wall,
} from './testing/prepared';

describe('choosing', () => {
	it('starts with the first style of the catalogue, unless one was chosen', () => {
		const { engine } = fakeEngine();
		const fresh = createPaint(engine, tools);
		fresh.setCatalogue(catalogue);
		expect(fresh.getState().styles).toEqual([starry]);
		const chosen = createPaint(engine, tools);
		chosen.pickStyle(wall);
		chosen.setCatalogue(catalogue);
		expect(chosen.getState().styles).toEqual([wall]);
	});

	it('replaces the style, or blends several, never none', () => {
		const { paint } = ready();
		paint.pickStyle(wall);
		expect(paint.getState().styles).toEqual([wall]);
		paint.setBlending(true);
		paint.pickStyle(starry);
		paint.setWeight('wall', 3);
		expect(paint.getState().styles.map(({ key, weight }) => [key, weight])).toEqual([
			['wall', 3],
			['starry-night', 1],
		]);
		paint.pickStyle(starry);
		paint.pickStyle({ ...wall, weight: 3 });
		expect(paint.getState().styles.map(({ key }) => key)).toEqual(['wall']);
		paint.pickStyle(starry);
		paint.setBlending(false);
		expect(paint.getState().styles.map(({ key }) => key)).toEqual(['starry-night']);
	});

	it('refuses a style of a few pixels', () => {
		const { paint } = ready();
		const small: StylePick = { ...wall, photo: { ...photo, width: 31 } } as StylePick;
		expect(() => paint.pickStyle(small)).toThrow(expect.objectContaining({ code: 'picture-too-small' }));
		expect(paint.getState().styles).toEqual([starry]);
	});

	it('drops the mask with the photo that it was painted for', () => {
		const { paint } = ready();
		paint.setMask({ picture: new Blob(), source: 'brush' });
		paint.setPhoto({ ...photo });
		expect(paint.getState().mask).toBeDefined();
		paint.setPhoto({ ...photo, hash: 'dog' });
		expect(paint.getState().mask).toBeUndefined();
	});

	it('takes the layers of a network with it, and built-in styles away', () => {
		const { paint } = ready();
		const layers = { contentLayers: { relu4_2: 1 }, styleLayers: { relu1_1: 0.2 } };
		paint.setNetwork({ key: 'own:1', title: '', architecture: 'VGG-19', hash: 'o', bytes: 1, layers: [], ...layers });
		expect(paint.getState()).toMatchObject({ network: 'own:1', styles: [], options: layers });
		paint.setNetwork();
		expect(paint.getState().options).toEqual(defaultPaintOptions);
	});
});

describe('a preset', () => {
	const preset = 'painting';
	const speed = (pixelsPerSecond: number) => ({ backend: 'wasm', pixelsPerSecond }) as const;

	it('sets size and steps as the device becomes known, until the visitor sets them', () => {
		const { paint } = ready({ preset });
		paint.setSpeed(speed(2e5));
		const slow = paint.getState().options;
		paint.setSpeed(speed(1e6));
		const fast = paint.getState().options;
		expect(fast.size).toBeGreaterThan(slow.size);
		paint.setOption('contentWeight', 1);
		expect(paint.getState()).toMatchObject({ preset, options: { size: fast.size, contentWeight: 1 } });
		paint.setOption('size', 128);
		paint.setSpeed(speed(3e5));
		expect(paint.getState()).toMatchObject({ preset: undefined, options: { size: 128 } });
		paint.resetOptions();
		expect(paint.getState().preset).toBe(preset);
		paint.setPreset('sketch');
		expect(paint.getState().options.size).toBeLessThan(slow.size);
	});

	it('gives way to a recipe, and comes back when that is undone', async () => {
		const { paint, last } = ready({ preset });
		const done = paint.paint();
		last().resolve(result);
		const { recipe } = (await done) ?? {};
		const { undo } = paint.restore({ ...recipe, options: { size: 96 } }, () => undefined);
		expect(paint.getState()).toMatchObject({ preset: undefined, options: { size: 96 } });
		undo();
		expect(paint.getState().preset).toBe(preset);
	});

	it('does not concern scripts', () => {
		const { paint } = ready();
		paint.setSpeed(speed(1e9));
		expect(paint.getState().options).toEqual(defaultPaintOptions);
	});
});

describe('painting', () => {
	it('says what is missing', async () => {
		const { engine } = fakeEngine();
		const paint = createPaint(engine, tools);
		await expect(paint.paint()).rejects.toThrow(/photo first/);
		paint.setPhoto(photo);
		await expect(paint.paint()).rejects.toThrow(/style first/);
		paint.pickStyle({ ...starry, weight: 0 });
		await expect(paint.paint()).rejects.toThrow(/weight 0/);
		expect(paint.getState().run).toBeUndefined();
	});

	it('asks for what was chosen', async () => {
		const { paint, last } = ready();
		const mask = new Blob(['mask']);
		paint.setMask({ picture: mask, source: 'brush' });
		paint.setOption('size', 128);
		const done = paint.paint();
		expect(last().request).toEqual({
			content: photo.picture,
			styles: [{ weight: 1, source: { kind: 'pack', id: 'starry-night' } }],
			mask,
			options: { ...defaultPaintOptions, size: 128 },
			network: 'perception',
		});
		last().resolve(result);
		await done;
	});

	it('shows how it goes, and ends with a painting that carries its recipe', async () => {
		const { paint, last } = ready();
		paint.setCatalogue(catalogue);
		const done = paint.paint();
		const { onProgress } = last().options;
		onProgress?.({ type: 'loading', what: 'perception', loaded: 5e6, total: 10e6 });
		expect(paint.getState().run?.waiting).toEqual({ what: 'Loading the network', loaded: 5e6, total: 10e6 });
		onProgress?.(step(1, true));
		onProgress?.(step(1));
		onProgress?.(step(2));
		expect(paint.getState().run).toMatchObject({ preview: pixels, step: { evaluation: 2 } });
		expect(paint.getState().run?.waiting).toBeUndefined();
		expect(paint.getState().run?.trace.map(({ evaluation }) => evaluation)).toEqual([1, 2]);
		last().resolve(result);
		const painting = await done;
		expect(painting?.frames).toHaveLength(2);
		expect(painting?.title).toBe('cat, The Starry Night');
		expect(paint.getState()).toMatchObject({ run: undefined, view: 'compare', paintings: [painting] });
		const inside = JSON.parse((await readRecipe(painting?.png as Blob)) ?? '');
		expect(inside).toEqual(JSON.parse(JSON.stringify(painting?.recipe)));
		expect(inside).toMatchObject({
			network: { name: 'perception', hash: 'n' },
			styles: [{ id: 'starry-night', hash: 's' }],
			seconds: 1.2,
			created: '1970-01-01T00:00:00.000Z',
		});
	});

	it('stops and keeps, also while paused', async () => {
		const { paint, last } = ready();
		const done = paint.paint();
		paint.setPaused(true);
		expect(paint.getState().run?.paused).toBe(true);
		expect(last().options.pause?.paused).toBe(true);
		paint.stopAndKeep();
		expect(last().options.pause?.paused).toBe(false);
		expect((await done)?.result.evaluations).toBe(1);
	});

	it('discards without a painting and without an error', async () => {
		const { paint } = ready();
		const done = paint.paint();
		paint.discard();
		expect(await done).toBeUndefined();
		expect(paint.getState()).toMatchObject({ run: undefined, paintings: [] });
	});

	it('asks before steps are discarded', async () => {
		const answers = [false, true];
		const { paint, last } = ready({ confirm: async () => answers.shift() ?? false });
		const done = paint.paint();
		last().options.onProgress?.(step(1));
		paint.discard();
		await Promise.resolve();
		expect(last().options.signal?.aborted).toBe(false);
		paint.discard();
		expect(await done).toBeUndefined();
		expect(answers).toEqual([]);
	});

	it('never runs backwards when a new worker goes on from a snapshot', () => {
		const { paint, last } = ready();
		void paint.paint();
		for (const evaluation of [1, 2, 3, 2]) last().options.onProgress?.(step(evaluation));
		expect(paint.getState().run?.step?.evaluation).toBe(3);
		expect(paint.getState().run?.trace.map(({ evaluation }) => evaluation)).toEqual([1, 2, 3]);
	});

	it('goes on with what was interrupted, and asks before another painting takes its place', async () => {
		const answers = [false, true];
		const { paint, last, asked, askedFor } = ready({ confirm: async () => answers.shift() ?? true });
		const done = paint.paint();
		last().options.onSnapshot?.(snapshot);
		last().reject(new AtelierError('worker-died', 'Start again.'));
		await expect(done).rejects.toThrow();
		expect(paint.getState().draft).toMatchObject({ choices: { photo, styles: [starry] }, snapshot });
		paint.setPhoto({ ...photo, hash: 'dog' });
		expect(await paint.makeWay()).toBe(true);
		expect(await paint.paint()).toBeUndefined();
		expect(asked).toHaveLength(1);
		const again = paint.goOn();
		expect((await askedFor(2)).options.resumeFrom).toBe(snapshot);
		expect(paint.getState()).toMatchObject({ photo: { hash: 'cat' }, run: { trace: snapshot.trace } });
		last().resolve(result);
		expect(await again).toBeDefined();
		expect(paint.getState().draft).toBeUndefined();
	});

	it('keeps everything when a job fails, and can paint again', async () => {
		const { paint, last } = ready();
		const done = paint.paint();
		const error = new AtelierError('out-of-memory', 'Choose a smaller size.');
		last().reject(error);
		await expect(done).rejects.toBe(error);
		expect(paint.getState()).toMatchObject({ run: undefined, failure: error, photo, styles: [starry] });
		const again = paint.paint();
		expect(paint.getState().failure).toBeUndefined();
		last().resolve(result);
		expect(await again).toBeDefined();
	});

	it('does one painting at a time, and asks before another one takes the place of its steps', async () => {
		const answers = [false, true];
		const questions: string[] = [];
		const confirm: PaintTools['confirm'] = async ({ text }) => {
			questions.push(text);
			return answers.shift() ?? false;
		};
		const { paint, asked, askedFor, last } = ready({ confirm });
		const first = paint.paint();
		last().options.onProgress?.(step(2));
		expect(await paint.paint()).toBeUndefined();
		expect(asked).toHaveLength(1);
		const second = paint.paint();
		(await askedFor(2)).resolve(result);
		expect(await first).toBeUndefined();
		expect(await second).toBeDefined();
		expect(questions).toEqual(Array(2).fill('It is at step 2 of 3. What has been painted so far would be lost.'));
	});

	it('makes no painting of one that is discarded while its file is written', async () => {
		const file = deferred<Blob>();
		const encode = vi.fn(() => file.promise);
		const { paint, last } = ready({ encode });
		const done = paint.paint();
		last().resolve(result);
		await vi.waitFor(() => expect(encode).toHaveBeenCalled());
		paint.discard();
		file.resolve(png);
		expect(await done).toBeUndefined();
		expect(paint.getState().paintings).toEqual([]);
	});

	it('takes a painting to a larger size with what it was made of', async () => {
		const { paint, last } = ready();
		const done = paint.paint();
		last().resolve({ ...result, evaluations: 100 });
		const small = (await done) as NonNullable<Awaited<typeof done>>;
		paint.setPhoto({ ...photo, hash: 'dog', picture: new Blob(['dog']) });
		paint.setOption('contentWeight', 2);
		const larger = paint.enlarge(small, 512);
		const { request } = last();
		expect(request).toMatchObject({ from: small.png, content: photo.picture });
		expect(request.options).toMatchObject({ size: 512, evaluations: 130, contentWeight: 0.04 });
		last().resolve({ ...result, evaluations: 130 });
		const painting = await larger;
		expect(painting?.recipe).toMatchObject({ photo: { hash: 'cat' }, options: { size: 512 }, evaluations: 130 });
		expect(paint.getState().paintings).toEqual([small, painting]);
	});

	it('tells when memory ran out and the size went down', async () => {
		const { paint, last } = ready();
		const done = paint.paint();
		last().options.onProgress?.({ type: 'smaller', size: 192, why: 'There was not enough memory.' });
		expect(told).toContain('There was not enough memory.');
		last().resolve(result);
		await done;
	});

	it('goes back one painting at a time', async () => {
		const { paint, last } = ready();
		for (let at = 0; at < 2; at++) {
			const done = paint.paint();
			last().resolve(result);
			await done;
		}
		expect(paint.getState().paintings).toHaveLength(2);
		paint.undo();
		expect(paint.getState().paintings).toHaveLength(1);
		paint.undo();
		paint.undo();
		expect(paint.getState().paintings).toEqual([]);
	});

	it('brings back what was undone, until something new is painted', async () => {
		const { paint, last } = ready();
		const made = async () => {
			const done = paint.paint();
			last().resolve(result);
			return done;
		};
		const [first, second] = [await made(), await made()];
		paint.undo();
		paint.undo();
		paint.redo();
		expect(paint.getState()).toMatchObject({ paintings: [first], undone: [second], view: 'compare' });
		paint.redo();
		paint.redo();
		expect(paint.getState()).toMatchObject({ paintings: [first, second], undone: [] });
		paint.undo();
		const third = await made();
		paint.redo();
		expect(paint.getState().paintings).toEqual([first, third]);
	});
});
