/** Jobs of several tabs at once: shown on their tabs and in a list, cancelled there, and asked about before the page goes. */
import type { Page } from '@playwright/test';
import { expect, test } from './support/test';

const tab = (page: Page, name: string) => page.getByRole('navigation', { name: 'Tabs' }).getByRole('link', { name });
const sample = (page: Page) => page.getByRole('group', { name: 'Sample photos' }).getByRole('button').first();

async function startPainting(page: Page): Promise<void> {
	await page.goto('/?backend=wasm#paint');
	await sample(page).click();
	await page.getByRole('button', { name: 'Paint', exact: true }).click();
	await expect(page.getByTestId('preview')).toBeVisible();
}

test('a story is written between two steps of a painting; both are listed, and each can be cancelled', async ({
	page,
}) => {
	await startPainting(page);
	await tab(page, 'Story').click();
	await expect(tab(page, 'Paint')).toHaveAccessibleName(/working/);
	await sample(page).click();
	await expect(page.getByTestId('story')).toHaveAttribute('data-state', 'writing');
	await page.getByRole('button', { name: '2 jobs' }).click();
	const job = (name: string) =>
		page.getByRole('listitem').filter({ has: page.getByRole('progressbar', { name, exact: true }) });
	await expect(job('Painting')).toContainText('Continues after: Writing a story');
	await expect(job('Writing a story')).toContainText('Running');
	await page.keyboard.press('Escape');
	// The painting has not ended when the story has.
	await expect(page.getByTestId('story')).toHaveAttribute('data-state', 'finished', { timeout: 150_000 });
	await page.getByRole('button', { name: '1 job' }).click();
	await expect(job('Painting')).toContainText('Running');
	await expect(job('Painting')).toContainText(/left/);
	await page.getByRole('button', { name: 'Cancel: Painting' }).click();
	await expect(page.getByText('Nothing is running.')).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('button', { name: /^\d jobs?$/ })).toBeHidden();
	await tab(page, 'Paint').click();
	await expect(page.getByRole('button', { name: 'Paint', exact: true })).toBeEnabled();
	await expect(page.getByRole('region', { name: 'Messages' }).getByRole('alert', { includeHidden: true })).toBeEmpty();
});

test('leaving the page while a painting runs is asked about; afterwards it is not', async ({ page }) => {
	const asked: string[] = [];
	page.on('dialog', async (dialog) => {
		asked.push(dialog.type());
		await dialog.dismiss();
	});
	await startPainting(page);
	// The list of jobs has a place of its own in the header.
	await expect(page.getByRole('button', { name: '1 job' })).toBeVisible();
	for (const width of [1280, 820, 761, 640, 621, 480, 390]) {
		await page.setViewportSize({ width, height: 800 });
		const links = page.getByRole('navigation', { name: 'Tabs' }).getByRole('link');
		const places = await Promise.all(
			[links.last(), page.getByRole('toolbar', { name: 'Studio' })].map((part) => part.boundingBox()),
		);
		const [last, end] = places.map((place) => place ?? { x: 0, width: 0 });
		expect((last?.x ?? 0) + (last?.width ?? 0), `${width} px`).toBeLessThanOrEqual((end?.x ?? 0) + 1);
	}
	await page.setViewportSize({ width: 1280, height: 800 });
	await page.close({ runBeforeUnload: true });
	await expect.poll(() => asked).toEqual(['beforeunload']);
	await expect(page.getByTestId('preview')).toBeVisible();
	await page.getByRole('button', { name: '1 job' }).click();
	await page.getByRole('button', { name: 'Cancel: Painting' }).click();
	await expect(page.getByText('Nothing is running.')).toBeVisible();
	const closed = page.waitForEvent('close');
	await page.close({ runBeforeUnload: true });
	await closed;
	expect(asked).toEqual(['beforeunload']);
});

test('where the browser keeps nothing, leaving is asked about while birds are shown that were not saved', async ({
	page,
}) => {
	await page.addInitScript(() => {
		IDBFactory.prototype.open = () => {
			throw new DOMException('It is forbidden here.', 'SecurityError');
		};
	});
	const asked: string[] = [];
	page.on('dialog', async (dialog) => {
		asked.push(dialog.type());
		await dialog.dismiss();
	});
	await page.goto('/?backend=wasm#imagine');
	await expect(page.getByText('This browser refuses storage')).toBeVisible();
	await page
		.getByRole('list', { name: 'Finished examples' })
		.getByRole('button', { name: /^Imagine/ })
		.click();
	await expect(page.getByRole('list', { name: 'Birds' }).getByRole('button')).toHaveCount(6);
	await page.close({ runBeforeUnload: true });
	await expect.poll(() => asked).toEqual(['beforeunload']);
});
