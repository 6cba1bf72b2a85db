/** A visitor's walk through the four tabs, the library and the dialogs. */
import type { Page } from 'playwright';
import { button, openExample, patience, reached } from '../scripts/drive';

const tab = (page: Page, name: string) =>
	page.getByRole('navigation', { name: 'Tabs' }).getByRole('link', { name }).click();

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
	['the example of a story', (page) => openExample(page, 'Story')],
	[
		'writing a story',
		async (page) => {
			await button(page, 'Try again').click();
			await reached(page, 'story', 'writing');
			await reached(page, 'story', 'finished');
		},
	],
	['opening Paint', (page) => tab(page, 'Paint')],
	['the example of a painting', (page) => openExample(page, 'Paint')],
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
	['the example of birds', (page) => openExample(page, 'Imagine')],
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
				.getByRole('button', { name: /^A temple/ })
				.first()
				.waitFor(patience);
		},
	],
	['the library', (page) => button(page.getByRole('region', { name: 'Library' }), 'Library').click()],
	['the help', (page) => button(page, 'Help').click()],
];

export const walk = acts.map(([during, act]) => [during, settled(act)] as const);
