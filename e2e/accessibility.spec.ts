/** What keyboards, screen readers, forced colours, and narrow and very wide screens need, on every tab. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { colours } from './support/pictures';
import { expect, test } from './support/test';

const tabs = ['Story', 'Paint', 'Imagine', 'Find'] as const;
type TabName = (typeof tabs)[number];

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const library = (page: Page) => page.getByRole('region', { name: 'Library' });
const frame = (page: Page, name: string) => library(page).getByRole('button', { name: `Photo: ${name}`, exact: true });
const viewer = (page: Page) => page.getByRole('region', { name: /^From the library: / });
const messages = (page: Page) => page.getByRole('region', { name: 'Messages' });

async function open(page: Page, tab: TabName): Promise<void> {
	await page.goto(`/?backend=wasm#${tab.toLowerCase()}`);
	await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
}

/** Adds pictures from the strip of Imagine, which only keeps them. */
async function addPictures(page: Page, ...names: string[]): Promise<void> {
	await open(page, 'Imagine');
	await page
		.getByLabel('Choose a photo')
		.setInputFiles(names.map((name, at) => colours(40 + 4 * at, 32, `${name}.png`)));
	await expect(library(page).getByRole('listitem')).toHaveCount(names.length);
}

const violations = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations;
const overflow = (page: Page) =>
	page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const tab of tabs) {
	test(`${tab} has no accessibility violations from 320 px to 4K, in both themes and in forced colours`, async ({
		page,
	}) => {
		await page.emulateMedia({ reducedMotion: 'reduce' });
		await open(page, tab);
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme });
			for (const size of [
				{ width: 320, height: 640 },
				{ width: 3840, height: 2160 },
			]) {
				await page.setViewportSize(size);
				expect(await violations(page), `${colorScheme}, ${size.width} px`).toEqual([]);
				expect(await overflow(page), `${colorScheme}, ${size.width} px`).toBe(0);
			}
		}
		await page.emulateMedia({ forcedColors: 'active' });
		expect(await violations(page), 'forced colours').toEqual([]);
	});
}

test('what is chosen looks different in forced colours', async ({ page }) => {
	await page.emulateMedia({ forcedColors: 'active' });
	await open(page, 'Story');
	const background = (name: string) =>
		page
			.getByText(name, { exact: true })
			.first()
			.evaluate((element) => {
				const shown = element.closest('a, label > span') ?? element;
				return getComputedStyle(shown).backgroundColor;
			});
	expect(await background('Story')).not.toBe(await background('Paint'));
	await button(page, 'Chelsea the cat').click();
	await expect(page.getByTestId('story')).toHaveAttribute('data-state', 'writing');
	await button(page, 'Cancel').click();
	const styles = page.getByRole('group', { name: 'Styles' }).getByRole('button');
	const backgrounds = await styles.evaluateAll((all) => all.map((one) => getComputedStyle(one).backgroundColor));
	expect(new Set(backgrounds).size).toBe(2);
	expect(await background('Medium')).not.toBe(await background('Long'));
});

/** How often Tab must be pressed from the top of the page until the main button has the focus. */
async function pressesTo(page: Page, name: string): Promise<number> {
	// The first press leads here.
	await page.getByRole('link', { name: 'Atelier' }).focus();
	for (let presses = 2; presses <= 30; presses++) {
		await page.keyboard.press('Tab');
		if (await button(page, name).evaluate((element) => element === document.activeElement)) return presses;
	}
	throw new Error(`“${name}” is not within 30 presses of the Tab key`);
}

test('the main button of each tab is at most 12 presses of the Tab key away', async ({ page }) => {
	const counts: Record<string, number> = {};
	await open(page, 'Imagine');
	await page.getByLabel(/^Describe/).fill('a red bird');
	counts.Imagine = await pressesTo(page, 'Draw');
	await open(page, 'Find');
	counts.Find = await pressesTo(page, 'Add a folder');
	await open(page, 'Paint');
	await button(page, 'Chelsea the cat').click();
	await expect(button(page, 'Paint')).toBeEnabled();
	counts.Paint = await pressesTo(page, 'Paint');
	await open(page, 'Story');
	await button(page, 'Chelsea the cat').click();
	await button(page, 'Cancel').click();
	counts.Story = await pressesTo(page, 'Write a story');
	console.log('Presses of the Tab key to the main button:', counts);
	for (const [tab, count] of Object.entries(counts)) expect(count, tab).toBeLessThanOrEqual(12);
});

test('the styles are one stop of the Tab key, and arrows move among them', async ({ page }) => {
	await open(page, 'Paint');
	const tiles = page.getByRole('group', { name: 'Styles' }).getByRole('button');
	await expect(tiles.first()).toBeVisible();
	await button(page, 'Chelsea the cat').click();
	const chosen = page.getByRole('group', { name: 'Styles' }).getByRole('button', { pressed: true });
	await chosen.focus();
	await page.keyboard.press('ArrowRight');
	await expect(tiles.nth(1)).toBeFocused();
	await page.keyboard.press('Home');
	await expect(tiles.first()).toBeFocused();
	await page.keyboard.press('Tab');
	await expect(page.getByRole('group', { name: 'Styles' }).locator(':focus')).toHaveCount(0);
	await page.keyboard.press('Shift+Tab');
	await expect(tiles.first()).toBeFocused();
});

test('the focus stays in its place when what had it goes', async ({ page }) => {
	await addPictures(page, 'one', 'two', 'three');
	await frame(page, 'two').focus();
	await page.keyboard.press('Delete');
	await expect(frame(page, 'three')).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(viewer(page)).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(frame(page, 'three')).toBeFocused();
	await page.keyboard.press('Enter');
	await viewer(page).getByRole('button', { name: 'Delete' }).click();
	await expect(frame(page, 'one')).toBeFocused();
	await button(page, 'Storage and offline use').click();
	await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
	await expect(button(page, 'Storage and offline use')).toBeFocused();
});

test('Escape closes one layer at a time, and Back closes the viewer before it leaves the page', async ({ page }) => {
	await addPictures(page, 'one');
	const address = page.url();
	await frame(page, 'one').click();
	await expect(viewer(page)).toBeVisible();
	await page.goBack();
	await expect(viewer(page)).toBeHidden();
	expect(page.url()).toBe(address);
	await frame(page, 'one').click();
	await button(page, 'Storage and offline use').click();
	await expect(page.getByRole('dialog')).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog')).toBeHidden();
	await expect(viewer(page)).toBeVisible();
	await button(page, 'Storage and offline use').click();
	await expect(page.getByRole('dialog')).toBeVisible();
	await page.goBack();
	await expect(page.getByRole('dialog')).toBeHidden();
	await expect(viewer(page)).toBeVisible();
	await page.goBack();
	await expect(viewer(page)).toBeHidden();
	// Of what was closed otherwise, Back has nothing left to close.
	await button(page, 'Help').click();
	await button(page, 'Take the tour').click();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog')).toBeHidden();
	await expect.poll(() => page.evaluate(() => history.state)).toBeNull();
});

test('what a deletion can be undone by waits while another window is in front', async ({ page }) => {
	const setHidden = (hidden: boolean) =>
		page.evaluate((value) => {
			Object.defineProperty(document, 'hidden', { configurable: true, value });
			document.dispatchEvent(new Event('visibilitychange'));
		}, hidden);
	await addPictures(page, 'one');
	await page.clock.install();
	await frame(page, 'one').press('Delete');
	const undo = messages(page).getByRole('button', { name: 'Undo' });
	await expect(undo).toBeVisible();
	await setHidden(true);
	await page.clock.fastForward('10:00');
	await expect(undo).toBeVisible();
	await setHidden(false);
	await page.clock.fastForward('10:00');
	await expect(undo).toBeHidden();
});

test('every deleted picture comes back, also when they have one name, and messages cover nothing', async ({ page }) => {
	await open(page, 'Imagine');
	await page
		.getByLabel('Choose a photo')
		.setInputFiles(Array.from({ length: 6 }, (_, at) => colours(40 + 4 * at, 32, 'image.png')));
	const frames = library(page).getByRole('listitem').getByRole('button');
	await expect(frames).toHaveCount(6);
	// One message for all of them.
	const added = messages(page).getByText('6 pictures are in the library.');
	await expect(added).toBeVisible();
	await messages(page).getByRole('button', { name: 'Dismiss' }).click();
	await expect(added).toBeHidden();
	await frames.first().focus();
	for (let left = 5; left >= 0; left--) {
		await page.keyboard.press('Delete');
		await expect(frames).toHaveCount(left);
	}
	await expect(messages(page).getByText(/^6 .* were deleted\.$/)).toBeVisible();
	const [message, main, strip] = await Promise.all(
		[messages(page), page.getByRole('main'), library(page)].map((part) => part.boundingBox()),
	);
	expect(message?.y).toBeGreaterThanOrEqual((main?.y ?? 0) + (main?.height ?? 0));
	expect(strip?.y).toBeGreaterThanOrEqual((message?.y ?? 0) + (message?.height ?? 0));
	await messages(page).getByRole('button', { name: 'Undo' }).click();
	await expect(frames).toHaveCount(6);
});

test('nothing makes the page itself scroll or reaches over its edge', async ({ page }) => {
	await page.setViewportSize({ width: 1280, height: 720 });
	await open(page, 'Paint');
	await button(page, 'Chelsea the cat').click();
	await page.getByText('More', { exact: true }).click();
	await page.getByRole('button', { name: 'Bring your own VGG…' }).focus();
	expect(await page.evaluate(() => [scrollY, document.documentElement.scrollHeight])).toEqual([0, 720]);

	// As a page that the browser translates: labels twice as long.
	await page.evaluate(() => {
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		while (walker.nextNode()) {
			const { currentNode } = walker;
			currentNode.textContent = (currentNode.textContent ?? '').replaceAll(/\p{L}{4,}/gu, (word) => word + word);
		}
	});
	const column = page.getByRole('complementary', { name: 'Painting settings' });
	expect(await column.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
	expect(await overflow(page)).toBe(0);

	for (const width of [320, 820]) {
		await page.setViewportSize({ width, height: 640 });
		for (const tab of tabs) {
			await open(page, tab);
			await expect(page.getByRole('button', { name: 'Backend: WASM' }).or(page.getByRole('main'))).not.toHaveCount(0);
			expect(await overflow(page), `${tab}, ${width} px`).toBe(0);
		}
	}
});
