/** The best of several sketches, and what is not seen in them. */
import { birds, button, draw, field, finished, openImagine, setNumber, sheet } from './support/imagine';
import { expect, test } from './support/test';

test('the best of the sketches are shown, all with one click, and what is not seen is said, with more to draw', async ({
	page,
}) => {
	await openImagine(page);
	await setNumber(page, 'Number of birds', 4);
	await setNumber(page, 'Sketches per bird', 2);
	// Five colours at once are too many: none of the sketches has the breast that is told.
	await draw(page, 'a black bird with a white head, green wings, an orange breast and a blue tail');
	await expect(birds(page)).toHaveCount(4);
	const best = await sheet(page);
	const note = page.locator('p', { has: button(page, 'Draw more') });
	await expect(note).toContainText(/orange breast: not seen in [34] of 4/);

	await button(page, 'Show all 8').click();
	await finished(page);
	const all = await sheet(page);
	expect(all.map(({ width }) => width)).toEqual(Array(8).fill(256));
	expect(all.slice(0, 4)).toEqual(best);
	await button(page, 'Show the best 4').click();
	expect(await sheet(page)).toEqual(best);

	await button(page, 'Draw more').click();
	await finished(page);
	await expect(page.getByText('4 birds · seed 9')).toBeVisible();
	expect(await sheet(page)).not.toEqual(best);
	// A sentence that is only typed says nothing of the birds that are there.
	await field(page).fill('a bird with a blue head');
	await expect(button(page, 'Draw more')).toBeHidden();

	// A plain bird is drawn as often as asked for.
	await draw(page, 'a yellow bird');
	await expect(page.getByText(/^4 sketches in/)).toBeVisible();
	await expect(button(page, /^Show all/)).toBeHidden();
});
