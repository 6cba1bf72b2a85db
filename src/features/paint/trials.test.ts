import { expect, it } from 'vitest';
import { catalogue, photo, ready, result, starry, step } from './testing/prepared';

const two = {
	...catalogue,
	styles: ['starry-night', 'the-kiss'].map((id) => ({ ...catalogue.styles[0], id }) as (typeof catalogue.styles)[0]),
};

function prepared() {
	const all = ready();
	all.paint.setCatalogue(two);
	const painted = () => [...(all.paint.getState().trials?.pictures.keys() ?? [])];
	return { ...all, painted };
}

it('tries every style on the photo, small, with the visitor’s settings', async () => {
	const { paint, askedFor, painted } = prepared();
	paint.setOption('contentWeight', 2);
	const done = paint.tryAll();
	(await askedFor(1)).resolve(result);
	const second = await askedFor(2);
	expect(second.request).toMatchObject({
		content: photo.picture,
		styles: [{ source: { kind: 'pack', id: 'the-kiss' } }],
		options: { size: 96, contentWeight: 2 },
	});
	expect(paint.getState().trials?.running).toBe(true);
	second.resolve(result);
	await done;
	expect(painted()).toEqual(['starry-night', 'the-kiss']);
	expect(paint.getState().trials?.running).toBe(false);
	paint.dropTrials();
	expect(paint.getState().trials).toBeUndefined();
});

it('a painting goes on from the trial of its style, by a ladder', async () => {
	const { paint, askedFor, last } = prepared();
	const done = paint.tryAll();
	(await askedFor(1)).resolve(result);
	await askedFor(2);
	paint.stopTrying();
	await done;
	void paint.paint();
	const { request } = last();
	expect(request.from).toBe(paint.getState().trials?.pictures.get('starry-night'));
	expect(request.options.ladder).toBe('on');
});

it('makes room for a painting, and goes on with what is left', async () => {
	const { paint, askedFor, painted } = prepared();
	const done = paint.tryAll();
	const first = await askedFor(1);
	paint.pickStyle({ ...starry, key: 'the-kiss' });
	const painting = paint.paint();
	const long = await askedFor(2);
	long.options.onProgress?.(step(1));
	first.resolve(result);
	await expect.poll(painted).toEqual(['starry-night']);
	long.resolve(result);
	await painting;
	(await askedFor(3)).resolve(result);
	await done;
	expect(painted()).toEqual(['starry-night', 'the-kiss']);
});

it('ends with the photo that it is for', async () => {
	const { paint, askedFor, asked } = prepared();
	const done = paint.tryAll();
	const first = await askedFor(1);
	paint.setPhoto({ ...photo, hash: 'dog' });
	first.resolve(result);
	await done;
	expect(asked).toHaveLength(1);
	expect(paint.getState().trials).toBeUndefined();
});
