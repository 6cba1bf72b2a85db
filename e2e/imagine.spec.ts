import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { readText } from '../src/library/png/text';
import { drop } from './support/drop';
import {
	birds,
	button,
	draw,
	field,
	finished,
	large,
	messages,
	openImagine,
	redHead,
	setNumber,
	sheet,
	stage,
	suggestions,
} from './support/imagine';
import { withoutNetwork } from './support/models';
import { sample, type TestFile } from './support/pictures';
import { reloadAfresh } from './support/session';
import { expect, test } from './support/test';

async function saved(page: Page, click: () => Promise<void>): Promise<TestFile> {
	const saving = page.waitForEvent('download');
	await click();
	const download = await saving;
	const name = download.suggestedFilename();
	return { name, mimeType: 'image/png', buffer: readFileSync(await download.path()) };
}

test('an example becomes sketches, then the eight best become birds; the same seed draws the same, another others', async ({
	page,
}) => {
	await openImagine(page);
	const watched = await page.evaluateHandle(() => {
		const sizes: number[][] = [];
		new MutationObserver(() => {
			const canvases = [...document.querySelectorAll<HTMLCanvasElement>('ul[aria-label=Birds] canvas')];
			sizes.push(canvases.map(({ width }) => width));
		}).observe(document.body, { subtree: true, attributes: true, childList: true, characterData: true });
		return sizes;
	});
	await button(page, redHead).click();
	await finished(page);
	await expect(birds(page)).toHaveCount(8);
	const first = await sheet(page);
	expect(first.map(({ width }) => width)).toEqual(Array(8).fill(256));
	expect(new Set(first.map(({ sum }) => sum)).size).toBe(8);
	const seen = await watched.jsonValue();
	expect(seen.some((sizes) => sizes.length > 0 && sizes.every((size) => size === 64))).toBe(true);
	await expect(page.getByText(/^24 sketches in \d+\.\d s · all in \d+\.\d s · WASM$/)).toBeVisible();

	await button(page, 'Draw').click();
	await expect(page.getByText('2 of 2')).toBeVisible();
	await finished(page);
	await expect(page.getByText('8 birds · seed 25')).toBeVisible();
	expect(await sheet(page)).not.toEqual(first);
	await setNumber(page, 'Seed', 1);
	await button(page, 'Keep this seed').click();
	await button(page, 'Draw').click();
	await expect(page.getByText('3 of 3')).toBeVisible();
	await finished(page);
	expect(await sheet(page)).toEqual(first);
	await button(page, 'Previous sheet').click();
	await expect(page.getByText('8 birds · seed 25')).toBeVisible();
});

test('words are suggested while typing, unknown ones are marked, and the page says how each sentence is understood', async ({
	page,
}) => {
	await openImagine(page);
	await expect(button(page, 'Draw')).toBeDisabled();
	await field(page).press('Enter');
	await expect(messages(page).getByRole('alert')).toContainText('Type a sentence first');

	await field(page).pressSequentially('a yel');
	await expect(suggestions(page).first()).toContainText('yellow');
	await field(page).press('Tab');
	await expect(field(page)).toHaveValue('a yellow ');
	await field(page).pressSequentially('bi');
	await field(page).press('ArrowDown');
	await expect(suggestions(page).first()).toHaveAttribute('aria-selected', 'true');
	await field(page).press('Enter');
	await expect(field(page)).toHaveValue('a yellow bird ');
	await field(page).pressSequentially('with a bl');
	await suggestions(page).filter({ hasText: 'blue' }).click();
	await expect(field(page)).toHaveValue('a yellow bird with a blue ');
	await field(page).press('Escape');
	await expect(suggestions(page)).toHaveCount(0);
	await expect(field(page)).toBeFocused();

	await field(page).fill('a purpel bird');
	await field(page).blur();
	await expect(page.getByText('“purpel”: left out')).toBeVisible();
	await button(page, 'purple instead of purpel').click();
	await expect(field(page)).toHaveValue('a purple bird');
	await expect(page.getByText('left out')).toBeHidden();

	await field(page).fill('красная птица');
	await field(page).blur();
	await expect(button(page, 'No known word')).toBeDisabled();
	await field(page).fill('red bird '.repeat(1000));
	await field(page).blur();
	await expect(page.getByText('Only the first 40 of 2,000 words are read.')).toBeVisible();
	await setNumber(page, 'Number of birds', 1);
	await draw(page, 'a red car');
	await expect(page.getByText('Only birds can be drawn here, so this is “a red bird”.')).toBeVisible();
	await expect(stage(page).getByRole('img', { name: 'Bird: a red car' })).toBeVisible();
});

test('with the seed locked, changing words redraws the sketches at once, and Draw their details', async ({ page }) => {
	await openImagine(page);
	await setNumber(page, 'Number of birds', 2);
	await button(page, 'Keep this seed').click();
	await draw(page, 'a red bird');
	const red = await sheet(page);
	await field(page).fill('a blue bird');
	await expect(page.getByText('2 sketches · seed 1 · press Draw to add detail')).toBeVisible();
	await finished(page);
	const blue = await sheet(page);
	expect(blue.map(({ width }) => width)).toEqual([64, 64]);
	await button(page, 'Draw').click();
	await expect(page.getByText('2 birds · seed 1')).toBeVisible();
	await finished(page);
	const details = await sheet(page);
	expect(details.map(({ width }) => width)).toEqual([256, 256]);
	expect(details).not.toEqual(red);
});

test('a bird is saved with its recipe, comes back from the file, and goes on to the other tabs', async ({ page }) => {
	await openImagine(page);
	await setNumber(page, 'Number of birds', 2);
	await setNumber(page, 'Variety', 0.6);
	await draw(page, redHead);
	await birds(page).nth(1).click();
	const bird = await large(page);
	const file = await saved(page, () => button(page, 'Save PNG').click());
	expect(file.name).toMatch(/^a-small-bird-with-a-red-head.*\.png$/);
	const recipe = JSON.parse((await readText(file.buffer, 'atelier-recipe')) ?? '{}');
	expect(recipe).toMatchObject({ tab: 'imagine', text: redHead, samples: 2, bestOf: 3, truncation: 0.6, stages: 2 });
	expect(recipe.modelHash).toMatch(/^[0-9a-f]{64}$/);

	await button(page, 'Keep').click();
	const kept = page.getByRole('region', { name: 'Library' }).getByRole('button', { name: /^Bird: / });
	await expect(kept).toBeVisible();
	await button(page, 'Send to Paint').click();
	await expect(page.getByRole('region', { name: 'Easel' })).toContainText('256 × 256');
	await expect(kept).toHaveCount(1);
	await page.getByRole('link', { name: 'Imagine' }).click();
	await button(page, 'Send to Story').click();
	await expect(page.getByRole('img', { name: `Picture: ${redHead}` })).toBeVisible();
	await button(page, 'Cancel').click();
	await page.getByRole('link', { name: 'Imagine' }).click();
	await button(page, 'Send to Find').click();
	await expect(page.getByRole('heading', { name: 'Find' })).toBeAttached();

	await reloadAfresh(page);
	await openImagine(page, '?again');
	await drop(page, 'main', file);
	await expect(messages(page)).toContainText('Sentence, seed and settings restored');
	await finished(page);
	expect(await large(page)).toEqual(bird);
	await expect(field(page)).toHaveValue(redHead);
	await expect(page.getByRole('spinbutton', { name: 'Seed' })).toHaveValue(String(recipe.seed));
	await expect(page.getByRole('spinbutton', { name: 'Variety' })).toHaveValue('0.6');
	await messages(page).getByRole('button', { name: 'Undo' }).click();
	await expect(stage(page)).toHaveAttribute('data-state', 'empty');
	await drop(page, 'main', sample('coffee'));
	await expect(messages(page)).toContainText('Birds are drawn from words alone');
});

test('a bird has variations, and blends to another sentence and back in a video', async ({ page }) => {
	await openImagine(page);
	await setNumber(page, 'Number of birds', 1);
	await draw(page, 'a red bird');
	const red = await large(page);
	await setNumber(page, 'Variation', 0.2);
	await button(page, 'Draw eight').click();
	await expect(page.getByText('8 variations · seed 1')).toBeVisible();
	await finished(page);
	const neighbours = await sheet(page);
	expect(new Set([...red, ...neighbours].map(({ sum }) => sum)).size).toBe(9);
	await button(page, 'Previous sheet').click();
	expect(await large(page)).toEqual(red);

	await page.getByRole('textbox', { name: 'Another sentence' }).fill('a blue bird with white wings');
	await page.getByRole('textbox', { name: 'Another sentence' }).press('Escape');
	const place = page.getByRole('slider', { name: 'Blend' });
	await place.focus();
	await page.keyboard.press('End');
	await expect(page.getByText('Both stages · 256 px · seed 1 · blended 100 %')).toBeVisible();
	expect(await large(page)).not.toEqual(red);
	await page.keyboard.press('Home');
	await expect(page.getByText('Both stages · 256 px · seed 1', { exact: true })).toBeVisible();
	expect(await large(page)).toEqual(red);

	await page.getByText('Sketches', { exact: true }).click();
	await button(page, 'Make a loop').click();
	const dialog = page.getByRole('dialog', { name: 'Loop' });
	await expect(dialog.getByLabel('Loop of a red bird to a blue bird with white wings')).toBeVisible();
	// It plays: the security policy lets the player read what was encoded.
	await expect
		.poll(() => dialog.locator('video').evaluate((element) => (element as HTMLVideoElement).readyState))
		.toBeGreaterThanOrEqual(2);
	const video = await saved(page, () => dialog.getByRole('button', { name: /^Save/ }).click());
	expect(video.name).toMatch(/^a-red-bird-to-a-blue-bird.*\.(mp4|webm)$/);
	const isMp4 = video.buffer.toString('latin1', 4, 8) === 'ftyp';
	expect(isMp4 || video.buffer.readUInt32BE(0) === 0x1a45dfa3).toBe(true);
	await dialog.getByText('GIF', { exact: true }).click();
	await expect(dialog.getByRole('img')).toBeVisible();
	const film = await saved(page, () => dialog.getByRole('button', { name: /^Save/ }).click());
	expect(film.name).toMatch(/^a-red-bird-to-a-blue-bird.*\.gif$/);
	expect(film.buffer.toString('latin1', 0, 6)).toBe('GIF89a');
	expect(film.buffer.readUInt16LE(6)).toBe(256);
	// One control block a frame: there and back in sixteen.
	expect(film.buffer.toString('latin1').split('\x21\xf9\x04\x00').length - 1).toBe(16);
});

/** Tensors and bytes in the worker, read through the page's automation interface. */
const memory = (page: Page) => page.evaluate(() => window.atelier?.engine.memory());

test('a stopped run is kept, a cancelled one is removed and frees its memory', async ({ page }) => {
	await openImagine(page, '?automation');
	await draw(page, 'a red bird');
	const before = await memory(page);
	const first = await sheet(page);
	await setNumber(page, 'Number of birds', 16);
	// Events, not clicks of a mouse: those wait for the page to stand still, and the birds may be there by then.
	const drawAndPress = async (name: string) => {
		await button(page, 'Draw').click();
		await expect(page.getByText(/^\d+ of 16 details$/)).toBeVisible();
		await button(page, name).dispatchEvent('click');
		await finished(page);
	};
	await drawAndPress('Cancel');
	expect(await sheet(page)).toEqual(first);
	await expect.poll(async () => (await memory(page))?.tensors).toBe(before?.tensors);
	expect(await memory(page)).toMatchObject({ bytes: before?.bytes, leakedTensors: 0 });

	await drawAndPress('Stop and keep');
	await expect(page.getByText('2 of 2')).toBeVisible();
	const kept = (await sheet(page)).map(({ width }) => width);
	expect(kept).toHaveLength(16);
	expect(kept).toContain(64);
});

test('without its network the tab says so, and Paint still works', async ({ page }) => {
	await withoutNetwork(page, 'stackgan');
	await openImagine(page);
	await button(page, redHead).click();
	await expect(page.getByRole('complementary', { name: 'Imagine settings' }).getByRole('alert')).toContainText(
		/stackgan/,
	);
	await expect(messages(page).getByRole('alert', { includeHidden: true })).toBeEmpty();
	await expect(stage(page)).toHaveAttribute('data-state', 'empty');
	await page.getByRole('link', { name: 'Paint' }).click();
	await expect(page.getByRole('heading', { name: 'Repaint a photo' })).toBeVisible();
});

test('on a phone, the suggested words leave the button free', async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await openImagine(page);
	await setNumber(page, 'Number of birds', 1);
	await field(page).fill(redHead);
	await expect(suggestions(page).first()).toBeVisible();
	await button(page, 'Draw').click();
	await finished(page);
	await expect(field(page)).toHaveValue(redHead);
});

for (const colorScheme of ['light', 'dark'] as const) {
	test(`Imagine works by keyboard, has no accessibility violations and fits a phone, ${colorScheme}`, async ({
		page,
	}) => {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		await openImagine(page);
		const accessible = async () => expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
		await accessible();
		await setNumber(page, 'Number of birds', 3);
		await field(page).focus();
		await page.keyboard.type('a zzz red bird with bla');
		await expect(suggestions(page).first()).toBeVisible();
		await page.keyboard.press('ArrowDown');
		await accessible();
		await page.keyboard.press('Enter');
		await page.keyboard.type('wings');
		await page.keyboard.press('Enter');
		await finished(page);
		await expect(stage(page).getByRole('status')).toHaveText('3 birds');
		await accessible();
		await birds(page).first().focus();
		await page.keyboard.press('ArrowRight');
		await expect(birds(page).nth(1)).toBeFocused();
		await page.keyboard.press('Enter');
		await expect(page.getByRole('region', { name: 'Bird 2 of 3' })).toBeFocused();
		await button(page, 'Under the hood').focus();
		await page.keyboard.press('Enter');
		const hood = page.getByRole('region', { name: 'Under the hood' });
		await expect(hood.getByRole('heading', { name: 'Conditioning' })).toBeVisible();
		await hood.getByText('The effect of each word').click();
		await expect(hood.getByText(/Took \d/)).toBeVisible();
		// "a red bird with black wings": what is not known was not read.
		await expect(hood.getByRole('list', { name: 'Effects' }).getByRole('listitem')).toHaveCount(6);
		await hood.getByText('The generators, block by block').click();
		await expect(hood.getByText(/^The most active channels/)).toBeVisible();
		await accessible();

		for (const width of [390, 360, 320]) {
			await page.setViewportSize({ width, height: 800 });
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
		}
		await page.setViewportSize({ width: 1280, height: 800 });
		await page.getByRole('region', { name: 'Bird 2 of 3' }).focus();
		await page.keyboard.press('Escape');
		await expect(page.getByRole('region', { name: 'Bird 2 of 3' })).toBeHidden();
	});
}
