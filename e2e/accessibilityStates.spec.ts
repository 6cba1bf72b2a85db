/** axe in states beyond the first screens: finished results, open menus and dialogs, in both themes and forced colours. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { colours } from './support/pictures';
import { expect, test } from './support/test';

const button = (page: Page, name: string | RegExp) =>
	page.getByRole('button', { name, exact: typeof name === 'string' }).first();
const example = (page: Page, tab: string) =>
	page.getByRole('list', { name: 'Finished examples' }).getByRole('button', { name: new RegExp(`^${tab}`) });

const schemes = [
	{ colorScheme: 'light', forcedColors: 'none' },
	{ colorScheme: 'dark', forcedColors: 'none' },
	{ colorScheme: 'light', forcedColors: 'active' },
] as const;

/** What axe finds in a state of the page, in all schemes. */
async function faults(page: Page, state: string): Promise<string[]> {
	const found: string[] = [];
	for (const scheme of schemes) {
		await page.emulateMedia({ ...scheme, reducedMotion: 'reduce' });
		const { violations } = await new AxeBuilder({ page }).analyze();
		for (const { id, nodes } of violations) {
			found.push(
				`${state}, ${Object.values(scheme)}: ${id}, ${nodes.map(({ html }) => html.slice(0, 160)).join('\n')}`,
			);
		}
	}
	return found;
}

type State = readonly [state: string, open: (page: Page) => Promise<unknown>];

/** One after another on the same page. */
const walks: Readonly<Record<string, readonly State[]>> = {
	story: [
		[
			'a finished story',
			(page) =>
				example(page, 'Story')
					.click()
					.then(() => page.getByRole('article').waitFor()),
		],
		['the hood', (page) => button(page, 'Under the hood').click()],
		['more settings', (page) => page.getByText('More', { exact: true }).click()],
		['the save menu', (page) => button(page, 'Save').click()],
		[
			'the dialog of an own style',
			(page) =>
				button(page, 'Add your own')
					.click()
					.then(() => page.getByRole('dialog').waitFor()),
		],
	],
	paint: [
		[
			'a finished painting',
			(page) =>
				example(page, 'Paint')
					.click()
					.then(() => page.getByRole('slider', { name: /^Compare/ }).waitFor()),
		],
		['the hood', (page) => button(page, 'Under the hood').click()],
		['more settings', (page) => page.getByText('More', { exact: true }).click()],
		['several styles', (page) => page.getByText('Blend styles').first().click()],
		['the mask', (page) => button(page, 'Mask').click()],
	],
	imagine: [
		['a sheet of birds', (page) => example(page, 'Imagine').click()],
		['one bird', (page) => page.getByRole('list', { name: 'Birds' }).getByRole('button').first().click()],
		['the hood', (page) => button(page, 'Under the hood').click()],
		['suggested words', (page) => page.getByRole('textbox', { name: 'Describe a bird' }).fill('a purpel bird wit')],
	],
	find: [
		[
			'the answers to a search',
			(page) =>
				example(page, 'Find')
					.click()
					.then(() => button(page, /^Chelsea/).waitFor()),
		],
		['a picture', (page) => button(page, /^Chelsea/).click()],
		['the menu', (page) => button(page, 'All pictures').click()],
		['the question before removal', (page) => button(page, 'Remove all pictures').click()],
	],
};

for (const [tab, states] of Object.entries(walks)) {
	test(`${tab} has no accessibility violations with results, menus and dialogs`, async ({ page }) => {
		await page.goto(`/?backend=wasm#${tab}`);
		const found: string[] = [];
		for (const [state, open] of states) {
			await open(page);
			found.push(...(await faults(page, state)));
		}
		expect(found).toEqual([]);
	});
}

test('library, viewer, comparison, strip, help, storage and tour have no accessibility violations', async ({
	page,
}) => {
	test.slow();
	await page.goto('/?backend=wasm#imagine');
	await page.getByLabel('Choose a photo').setInputFiles([colours(96, 64, 'waves.png'), colours(64, 96, 'tall.png')]);
	const strip = page.getByRole('region', { name: 'Library' });
	const frame = strip.getByRole('button', { name: 'Photo: waves' });
	const dialog = page.getByRole('dialog');
	const found: string[] = [];
	const check = async (state: string) => void found.push(...(await faults(page, state)));
	await frame.click();
	await button(page, 'Add caption').waitFor();
	await check('the viewer');
	await button(page, 'Add caption').click();
	await check('a caption being written');
	await page.keyboard.press('Escape');
	await page.keyboard.press('Escape');
	await frame.click({ button: 'right' });
	await dialog.waitFor();
	await check('the menu of the strip');
	await page.keyboard.press('Escape');
	await strip.getByRole('button', { name: 'Library' }).click();
	const whole = page.getByTestId('library');
	await whole.getByRole('checkbox').first().check();
	await whole.getByRole('checkbox').last().check();
	await check('the library with a selection');
	await whole.getByRole('button', { name: 'Compare' }).click();
	await check('the comparison');
	await button(page, 'Help').click();
	for (const part of ['What it does', 'Keys', 'Models', 'About']) {
		await dialog.getByText(part, { exact: true }).click();
		await check(`the help, ${part}`);
	}
	await dialog.getByText('What it does', { exact: true }).click();
	await dialog.getByRole('button', { name: 'Take the tour' }).click();
	await dialog.getByRole('button', { name: 'Next' }).waitFor();
	await check('the tour');
	await page.keyboard.press('Escape');
	await button(page, 'Storage and offline use').click();
	await dialog.waitFor();
	await check('storage');
	await page.keyboard.press('Escape');
	await button(page, /^Backend/).click();
	await check('the backend');
	expect(found).toEqual([]);
});
