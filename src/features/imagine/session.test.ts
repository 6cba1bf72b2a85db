import { describe, expect, it } from 'vitest';
import { imagineSession } from './session';
import { shownSheet, shownWork } from './state';
import { finish } from './testing/events';
import { prepared, withSheet } from './testing/prepared';

/** A page with a sheet of birds of which one is selected, as it is kept. */
async function left() {
	const { imagine, sheet } = await withSheet();
	imagine.choose(2);
	imagine.setSeedLocked(true);
	const { parts } = imagineSession(imagine);
	return { imagine, sheet, parts: structuredClone(parts(imagine.getState())) };
}

describe('Imagine’s session', () => {
	it('brings back the sentence, the settings, the sheet and the selected bird', async () => {
		const { imagine, sheet, parts } = await left();
		const { imagine: again } = prepared();
		imagineSession(again).restore(parts, true);
		expect(again.getState()).toMatchObject({ text: 'a red bird', seedLocked: true, chosen: 2 });
		expect(again.getState().options).toEqual(imagine.getState().options);
		const { id, birds, drawn } = shownSheet(again.getState()) ?? {};
		expect({ id, birds }).toEqual({ id: sheet.id, birds: sheet.birds });
		expect(drawn?.map(({ detail }) => detail?.size)).toEqual(sheet.drawn.map(() => 256));
	});

	it('brings back a walk where it was drawn last, without its film, and goes on from there', async () => {
		const { imagine, askedFor, sheet } = await withSheet();
		imagine.choose(2);
		await imagine.walkTowards('a blue bird');
		const move = imagine.walkTo(0.4);
		finish(await askedFor(2));
		await move;
		void imagine.makeLoop(16, 1);
		finish(await askedFor(3));
		const { parts } = imagineSession(imagine);
		const kept = structuredClone(parts(imagine.getState()));
		const { imagine: again, askedFor: askedAgain } = prepared();
		imagineSession(again).restore(kept, true);
		expect(again.getState().walk).toMatchObject({ text: 'a blue bird', share: 0.4, sketch: { size: 64 } });
		expect(again.getState().walk?.loop).toBeUndefined();
		expect(shownWork(again.getState())).toMatchObject({ bird: { towards: { share: 0.4 } }, modelHash: 'nets' });
		void again.walkTo(0.5);
		expect((await askedAgain(1)).request.birds).toEqual([
			{ ...sheet.birds[2], towards: { text: 'a blue bird', share: 0.5 } },
		]);
	});

	it('leaves out a sheet that is still being drawn, and shows the one before it', async () => {
		const { imagine, askedFor, sheet } = await withSheet();
		void imagine.draw('a blue bird');
		await askedFor(2);
		const { parts } = imagineSession(imagine);
		const { imagine: again } = prepared();
		imagineSession(again).restore(parts(imagine.getState()), true);
		expect(again.getState().sheets.map(({ id }) => id)).toEqual([sheet.id]);
		expect(again.getState()).toMatchObject({ text: 'a blue bird', shown: sheet.id });
	});

	it('adds the earlier sheets when a sentence was typed first, and leaves that', async () => {
		const { sheet, parts } = await left();
		const { imagine: again } = prepared();
		void again.setText('a duck');
		imagineSession(again).restore(parts, false);
		expect(again.getState()).toMatchObject({ text: 'a duck', sheets: [{ id: sheet.id }] });
		expect(again.getState().shown).toBeUndefined();
	});
});
