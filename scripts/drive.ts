/** Drives the tabs of the built page as a visitor does. */
import type { Locator, Page } from '@playwright/test';

/** Networks are slow on a busy machine. */
export const patience = { timeout: 600_000 };

export const button = (within: Page | Locator, name: string | RegExp): Locator =>
	within.getByRole('button', { name, exact: typeof name === 'string' });

/** Opens a tab's example, as on the first screen. */
export const openExample = (page: Page, tab: string): Promise<void> =>
	button(page.getByRole('list', { name: 'Finished examples' }), new RegExp(`^${tab}`)).click();

/** Waits until a part of the page is in a state. */
export const reached = (page: Page, part: string, state: string): Promise<void> =>
	page.locator(`[data-testid=${part}][data-state=${state}]`).waitFor(patience);

/** What a tab is for. */
export interface Work {
	/** Opens the tab's example and has its network make a work of its own from it. Resolves once it is being made. */
	begin(page: Page): Promise<void>;
	/** Waits until the work is complete. */
	end(page: Page): Promise<void>;
}

/** The work of each tab, by the tab's identifier. */
export const works: Readonly<Record<string, Work>> = {
	story: {
		async begin(page) {
			await openExample(page, 'Story');
			await button(page, 'Try again').click();
			await reached(page, 'story', 'writing');
		},
		end: (page) => reached(page, 'story', 'finished'),
	},
	paint: {
		async begin(page) {
			await openExample(page, 'Paint');
			await button(page, 'Paint').click();
			await reached(page, 'stage', 'painting');
		},
		async end(page) {
			await reached(page, 'stage', 'finished');
			await page.getByRole('slider', { name: 'Compare photo and painting' }).waitFor();
		},
	},
	imagine: {
		async begin(page) {
			await openExample(page, 'Imagine');
			await button(page, 'Draw').click();
			await reached(page, 'imagine', 'drawing');
		},
		end: (page) => reached(page, 'imagine', 'finished'),
	},
	find: {
		async begin(page) {
			await openExample(page, 'Find');
			await button(page, 'Clear the search').click();
			await page.getByRole('searchbox', { name: 'Describe a picture' }).fill('a cup of coffee');
			await page.getByTestId('score').first().waitFor(patience);
		},
		end: (page) => page.getByRole('region', { name: 'Indexing' }).waitFor({ ...patience, state: 'hidden' }),
	},
};
