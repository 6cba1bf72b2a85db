/** The Imagine tab, as its tests use it. */
import type { Locator, Page } from '@playwright/test';
import { expect } from './test';

export const stage = (page: Page) => page.getByTestId('imagine');
export const field = (page: Page) => page.getByRole('textbox', { name: 'Describe a bird' });
export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
export const messages = (page: Page) => page.getByRole('region', { name: 'Messages' });
export const birds = (page: Page) => page.getByRole('list', { name: 'Birds' }).getByRole('button');
export const suggestions = (page: Page) => page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
export const redHead = 'a small bird with a red head, white belly and black wings';

export const finished = (page: Page) => expect(stage(page)).toHaveAttribute('data-state', 'finished');

export async function openImagine(page: Page, query = ''): Promise<void> {
	await page.goto(`/${query}#imagine`);
	await expect(page.getByRole('heading', { name: 'Describe a bird' })).toBeVisible();
}

export async function setNumber(page: Page, name: string, value: number): Promise<void> {
	const number = page.getByRole('spinbutton', { name, exact: true });
	await number.fill(String(value));
	await number.press('Enter');
}

/** Types a sentence and draws it by Enter. */
export async function draw(page: Page, text: string): Promise<void> {
	await field(page).fill(text);
	await field(page).press('Enter');
	await expect(stage(page)).toHaveAttribute('data-state', 'drawing');
	await finished(page);
}

/** Pixels of each canvas inside, as numbers that differ when they do, and its side. */
export const pixels = (place: Locator) =>
	place.locator('canvas').evaluateAll((canvases) =>
		canvases.map((canvas) => {
			const { width, height } = canvas as HTMLCanvasElement;
			const data = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
			let sum = 0;
			for (const value of data) sum = (31 * sum + value) % 1_000_003;
			return { width, sum };
		}),
	);
export const sheet = (page: Page) => pixels(page.getByRole('list', { name: 'Birds' }));
export const large = (page: Page) =>
	pixels(
		page
			.getByRole('region', { name: /^Bird \d+ of/ })
			.locator('figure')
			.first(),
	);
