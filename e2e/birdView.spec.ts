/** One bird at full size: zoom and pan. */
import { expect, test } from './support/test';

test('a bird is enlarged by wheel and double click, moved by dragging, and the next one is shown whole', async ({
	page,
}) => {
	await page.goto('/?backend=wasm#imagine');
	await page
		.getByRole('list', { name: 'Finished examples' })
		.getByRole('button', { name: /^Imagine/ })
		.click();
	const birds = page.getByRole('list', { name: 'Birds' }).getByRole('button');
	await birds.first().click();
	const bird = page.getByRole('region', { name: /^Bird \d+ of/ }).locator('figure canvas');
	const box = async () => (await bird.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
	const whole = await box();
	const [x, y] = [whole.x + whole.width / 2, whole.y + whole.height / 2];
	await page.mouse.dblclick(x, y);
	await expect.poll(async () => (await box()).width).toBeCloseTo(2.5 * whole.width, 0);
	const before = await box();
	await page.mouse.move(x, y);
	await page.mouse.down();
	await page.mouse.move(x + 40, y + 30);
	await page.mouse.up();
	expect((await box()).x).toBeCloseTo(before.x + 40, 0);
	await page.mouse.wheel(0, -200);
	await expect.poll(async () => (await box()).width).toBeGreaterThan(before.width);
	await birds.nth(1).click();
	await expect.poll(async () => (await box()).width).toBeCloseTo(whole.width, 0);

	// Escape closes one thing at a time: the suggestions, the field, the bird.
	const other = page.getByRole('textbox', { name: 'Another sentence' });
	await other.pressSequentially('a bl');
	const suggestions = page.getByRole('listbox', { name: 'Suggestions' });
	await expect(suggestions).toBeVisible();
	await other.press('Escape');
	await expect(suggestions).toBeHidden();
	await expect(other).toBeFocused();
	await page.keyboard.press('Escape');
	const one = page.getByRole('region', { name: /^Bird \d+ of/ });
	await expect(one).toBeFocused();
	await expect(other).toHaveValue('a bl');
	await page.keyboard.press('Escape');
	await expect(one).toBeHidden();
});
