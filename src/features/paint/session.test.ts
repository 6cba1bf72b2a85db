import { describe, expect, it } from 'vitest';
import { paintSession } from './session';
import type { Photo } from './state';
import { catalogue, photo, ready, result, snapshot, starry, wall } from './testing/prepared';

const pictures: readonly Photo[] = [photo, ...(wall.kind === 'picture' ? [wall.photo] : [])];
const find = (hash: string) => pictures.find((one) => one.hash === hash);

/** A page with choices of its own, a painting, and one under way, as it is kept. */
async function left() {
	const page = ready();
	const { paint, last } = page;
	paint.setBlending(true);
	paint.pickStyle(wall);
	paint.setOption('contentWeight', 2);
	paint.setPreset('sketch');
	paint.setMask({ picture: new Blob(['mask']), source: 'brush' });
	const done = paint.paint();
	last().resolve(result);
	await done;
	void paint.paint();
	last().options.onSnapshot?.(snapshot);
	const { version, parts } = paintSession(paint, find);
	const kept = parts(paint.getState());
	return { paint, version, parts, kept: structuredClone(kept) };
}

describe('Paint’s session', () => {
	it('brings back the choices, the painting, and the one that was under way', async () => {
		const { paint, kept } = await left();
		const { paint: again } = ready();
		paintSession(again, find).restore(kept, true);
		const { photo: before, styles, blending, options, preset } = paint.getState();
		expect(again.getState()).toMatchObject({ photo: before, styles, blending, options, preset });
		expect(again.getState().mask).toMatchObject({ source: 'brush' });
		expect(again.getState().paintings).toMatchObject([
			{ title: 'cat, The Starry Night + wall', photo, choices: { styles } },
		]);
		expect(again.getState().draft).toMatchObject({ choices: { photo, styles }, snapshot });
	});

	it('leaves what was chosen since, and offers the painting that was under way', async () => {
		const { kept } = await left();
		const { paint: again } = ready();
		const before = again.getState();
		paintSession(again, find).restore(kept, false);
		expect(again.getState()).toMatchObject({ ...before, draft: { snapshot } });
	});

	it('does without pictures that were deleted', async () => {
		const { kept } = await left();
		const { paint: again } = ready();
		paintSession(again, (hash) => (hash === photo.hash ? photo : undefined)).restore(kept, true);
		expect(again.getState()).toMatchObject({ photo, styles: [starry] });
		paintSession(again, () => undefined).restore(kept, true);
		expect(again.getState()).toMatchObject({ photo: undefined, mask: undefined });
	});

	it('writes no picture of the library, and nothing that has not changed', async () => {
		const { paint, parts, kept } = await left();
		expect(JSON.stringify(kept.styles)).not.toContain('picture":{');
		const before = parts(paint.getState());
		paint.setOption('tvWeight', 1);
		const after = parts(paint.getState());
		const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
		expect(changed).toEqual(['options']);
	});

	it('does not take the first style of the catalogue for a choice', () => {
		const { paint } = ready();
		const { parts } = paintSession(paint, find);
		expect(parts({ ...paint.getState(), styles: [], catalogue }).styles).toBeUndefined();
		paint.setCatalogue(catalogue);
		expect(parts(paint.getState()).styles).toBeUndefined();
	});
});
