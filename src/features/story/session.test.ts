import { describe, expect, it } from 'vitest';
import { storySession } from './session';
import { shownDraft } from './state';
import { resultOf } from './testing/events';
import { cat, dog, prepared } from './testing/prepared';

const found = (hash: string) => [cat, dog].find((picture) => picture.hash === hash);

/** A page with a finished story about the cat and settings of its own, as it is kept. */
async function left() {
	const all = prepared();
	all.story.setOption('length', 'long');
	all.story.setSeedLocked(true);
	const done = all.story.writeAbout(cat);
	(await all.askedFor(1)).resolve(resultOf('The cat slept.'));
	await done;
	all.story.edit('The cat slept all day.');
	const { version, parts } = storySession(all.story, found);
	return { story: all.story, version, parts: structuredClone(parts(all.story.getState())) };
}

describe('Story’s session', () => {
	it('brings back picture, settings and the edited story', async () => {
		const { story, parts } = await left();
		const { story: again } = prepared();
		storySession(again, found).restore(parts, true);
		const { picture, options, seedLocked, styles } = story.getState();
		expect(again.getState()).toMatchObject({ options, seedLocked, styles });
		expect(again.getState().picture).toBe(picture);
		expect(shownDraft(again.getState())).toEqual(shownDraft(story.getState()));
	});

	it('adds the earlier stories when a picture came in first, and leaves that on the page', async () => {
		const { story, parts } = await left();
		const earlier = { ...shownDraft(story.getState()), id: 'earlier' };
		const { story: again, askedFor } = prepared();
		const done = again.writeAbout(dog);
		storySession(again, found).restore({ ...parts, drafts: 'earlier', 'draft:earlier': earlier }, false);
		(await askedFor(1)).resolve(resultOf('A dog ran.'));
		await done;
		expect(again.getState().drafts.map(({ picture }) => picture.name)).toEqual(['cat', 'dog']);
		expect(again.getState().picture).toBe(dog);
		expect(shownDraft(again.getState())?.picture.name).toBe('dog');
		expect(again.getState().options.length).not.toBe('long');
	});

	it('comes back without a picture that was deleted, and with options in range', async () => {
		const { parts } = await left();
		const { story: again } = prepared();
		storySession(again, () => undefined).restore({ ...parts, options: { seed: -5 } }, true);
		expect(again.getState().picture).toBeUndefined();
		expect(again.getState().options.seed).toBe(0);
		expect(shownDraft(again.getState())?.picture.name).toBe('cat');
	});
});
