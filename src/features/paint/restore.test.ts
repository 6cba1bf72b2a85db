import { describe, expect, it } from 'vitest';
import { blackPng } from '../../library/intake/testing/files';
import { defaultPaintOptions } from './options';
import { createPaint } from './store';
import { catalogue, fakeEngine, photo, ready, result, starry, step, tools, wall } from './testing/prepared';

describe('a recipe that comes back', () => {
	it('restores every choice', async () => {
		const { paint, last } = ready();
		paint.setCatalogue(catalogue);
		paint.setBlending(true);
		paint.pickStyle({ ...wall, weight: 0.3 });
		paint.setOption('seed', 42);
		paint.setOption('originalColours', true);
		const png = blackPng(3, 2);
		paint.setMask({ picture: new Blob([new Uint8Array(png)], { type: 'image/png' }), source: 'brush' });
		const before = paint.getState();
		const done = paint.paint();
		last().resolve(result);
		const painting = await done;

		const other = createPaint(fakeEngine().engine, tools);
		other.setCatalogue(catalogue);
		const shelf = new Map([photo, wall.kind === 'picture' ? wall.photo : photo].map((item) => [item.hash, item]));
		const { notes } = other.restore(JSON.parse(JSON.stringify(painting?.recipe)), (hash) => shelf.get(hash));
		expect(notes).toEqual([]);
		const { options, styles, blending, network, mask } = other.getState();
		expect({ options, styles, blending, network }).toEqual({
			options: before.options,
			styles: before.styles,
			blending: true,
			network: 'perception',
		});
		expect(other.getState().photo).toBe(photo);
		expect(await mask?.picture.arrayBuffer()).toEqual(new Uint8Array(png).buffer);
	});

	it('gives way to what was chosen before, and leaves the painting that was made meanwhile alone', async () => {
		const { paint, last } = ready();
		paint.setCatalogue(catalogue);
		paint.setOption('seed', 7);
		const first = paint.paint();
		last().resolve(result);
		const recipe = { ...(await first)?.recipe, photo: undefined, options: { ...defaultPaintOptions, seed: 99 } };

		const done = paint.paint();
		last().options.onProgress?.(step(1));
		const { undo } = paint.restore(recipe, () => undefined);
		expect(paint.getState().options.seed).toBe(99);
		expect(paint.getState().run?.step?.evaluation).toBe(1);
		undo();
		expect(paint.getState().options.seed).toBe(7);
		expect(paint.getState().run?.step?.evaluation).toBe(1);
		const again = paint.restore(recipe, () => undefined);
		last().resolve(result);
		const painting = await done;
		again.undo();
		expect(paint.getState().paintings).toEqual([await first, painting]);
		expect(paint.getState()).toMatchObject({ photo, styles: [starry], view: 'compare', run: undefined });
		expect(paint.getState().options.seed).toBe(7);
	});

	it('says what it could not bring back', async () => {
		const { paint, last } = ready();
		paint.pickStyle(wall);
		const done = paint.paint();
		last().resolve({ ...result, modelHash: 'older' });
		const painting = await done;
		const other = createPaint(fakeEngine().engine, tools);
		other.setCatalogue(catalogue);
		const { notes } = other.restore(painting?.recipe, () => undefined);
		expect(notes.join(' ')).toMatch(/“wall” is not in your library.*photo “cat”.*another version of the network/s);
		expect(other.getState().styles).toEqual([starry]);
	});
});
