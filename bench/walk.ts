/** A visitor's walk through the four tabs, the library and the dialogs. */
import type { Locator, Page } from 'playwright';

const button = (within: Page | Locator, name: string | RegExp) =>
	within.getByRole('button', { name, exact: typeof name === 'string' });
const tab = (page: Page, name: string) =>
	page.getByRole('navigation', { name: 'Tabs' }).getByRole('link', { name }).click();
const example = (page: Page, name: string) =>
	page
		.getByRole('list', { name: 'Finished examples' })
		.getByRole('button', { name: new RegExp(`^${name}`) })
		.click();
const patience = { timeout: 600_000 };
/** Waits until a part of the page is in a state. */
const reached = (page: Page, part: string, state: string) =>
	page.locator(`[data-testid=${part}][data-state=${state}]`).waitFor(patience);

/** Waits until the page has been idle: what an action starts belongs to it. */
const settle = (page: Page) =>
	page.evaluate(() => new Promise<void>((resolve) => requestIdleCallback(() => setTimeout(resolve, 300))));

export type Act = (page: Page) => Promise<void>;
const settled =
	(act: Act): Act =>
	async (page) => {
		await act(page);
		await settle(page);
	};

const acts: readonly (readonly [during: string, act: Act])[] = [
	['the tour', (page) => button(page.getByRole('dialog'), 'Close').click()],
	['the example of a story', (page) => example(page, 'Story')],
	[
		'writing a story',
		async (page) => {
			await button(page, 'Try again').click();
			await reached(page, 'story', 'writing');
			await reached(page, 'story', 'finished');
		},
	],
	['opening Paint', (page) => tab(page, 'Paint')],
	['the example of a painting', (page) => example(page, 'Paint')],
	[
		'painting',
		async (page) => {
			await button(page, 'Paint').click();
			await reached(page, 'stage', 'painting');
			await page.getByTestId('preview').waitFor(patience);
			await page.waitForTimeout(5000);
		},
	],
	['opening Imagine beside a painting', (page) => tab(page, 'Imagine')],
	['the example of birds', (page) => example(page, 'Imagine')],
	[
		'drawing birds beside a painting',
		async (page) => {
			await button(page, 'Draw').click();
			await reached(page, 'imagine', 'finished');
		},
	],
	['one bird', (page) => page.getByRole('list', { name: 'Birds' }).getByRole('button').first().click()],
	['opening Find', (page) => tab(page, 'Find')],
	[
		'adding the sample library',
		async (page) => {
			await button(page, 'All pictures').click();
			await button(page, /sample library/).click();
			await page
				.getByRole('list', { name: 'Pictures' })
				// One of the first, because only those in sight are on the page.
				.getByRole('button', { name: /^The moon/ })
				.first()
				.waitFor(patience);
		},
	],
	['the library', (page) => button(page.getByRole('region', { name: 'Library' }), 'Library').click()],
	['the help', (page) => button(page, 'Help').click()],
];

export const walk = acts.map(([during, act]) => [during, settled(act)] as const);
