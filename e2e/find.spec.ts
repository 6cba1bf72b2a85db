import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { drop } from './support/drop';
import { indexOf, seedIndex } from './support/findIndex';
import { withoutNetwork } from './support/models';
import { colours, notAPicture, sample, type TestFile } from './support/pictures';
import { expect, test } from './support/test';

const grid = (page: Page) => page.getByRole('list', { name: 'Pictures' });
const cell = (page: Page, name: string) => grid(page).getByRole('button', { name: new RegExp(`^${name}: `) });
const field = (page: Page) => page.getByRole('searchbox', { name: 'Describe a picture' });
const details = (page: Page) => page.getByRole('complementary', { name: 'Picture' });
const messages = (page: Page) => page.getByRole('region', { name: 'Messages' });
const add = (page: Page, ...files: TestFile[]) => page.getByLabel('Pictures to index').setInputFiles(files);

/** As the network may say it: words, and nothing that they wait for. */
const captioned = (name: string) => new RegExp(`^${name}: (Perhaps: )?[a-z0-9]+( [a-z0-9]+)+(,|$)`);

async function indexed(page: Page, ...names: string[]): Promise<void> {
	await add(page, ...names.map(sample));
	for (const name of names) await expect(grid(page).getByRole('button', { name: captioned(name) })).toBeVisible();
	await expect(page.getByRole('region', { name: 'Indexing' })).toBeHidden();
}

const openFind = (page: Page, query = '') => page.goto(`/${query}#find`);

test('files are captioned, kept over a reload and exported, copies are recognised, and removal can be undone', async ({
	page,
}) => {
	await openFind(page);
	await expect(page.getByRole('heading', { name: 'Find a photo by describing it' })).toBeVisible();
	await add(page, sample('chelsea'), sample('coffee'), { ...sample('coffee'), name: 'again.jpg' }, notAPicture());
	await expect(messages(page)).toContainText('2 pictures added. 1 is a duplicate of a picture in the index');
	await expect(messages(page)).toContainText('“notes.png” is not a picture that can be opened here');
	for (const name of ['chelsea', 'coffee']) {
		await expect(grid(page).getByRole('button', { name: captioned(name) })).toBeVisible();
	}
	const said = await cell(page, 'chelsea').getAttribute('aria-label');

	await page.reload();
	await expect(grid(page).getByRole('button', { name: said as string })).toBeVisible();
	await page.getByRole('button', { name: 'All pictures' }).click();
	const saved = page.waitForEvent('download');
	await page.getByRole('button', { name: /Export/ }).click();
	const { pictures } = JSON.parse(readFileSync(await (await saved).path(), 'utf8'));
	expect(pictures.map(({ name }: { name: string }) => name)).toEqual(['chelsea', 'coffee']);
	await page.keyboard.press('Escape');

	await cell(page, 'coffee').focus();
	await page.keyboard.press('Delete');
	await expect(cell(page, 'coffee')).toBeHidden();
	await messages(page).getByRole('button', { name: 'Undo' }).click();
	await expect(grid(page).getByRole('button', { name: captioned('coffee') })).toBeVisible();
});

test('searches while typing, names unknown words, and accepts suggestions', async ({ page }) => {
	await openFind(page);
	await indexed(page, 'chelsea', 'rocket');
	await field(page).fill('a dgo running');
	await expect(page.getByText('dgo is not in the vocabulary')).toBeVisible();
	await expect(page.getByTestId('score')).toHaveCount(2);
	await page.getByRole('button', { name: 'dog', exact: true }).click();
	await expect(field(page)).toHaveValue('a dog running');
	await expect(page.getByText('is not in the vocabulary')).toBeHidden();
	await expect(page.getByTestId('score')).toHaveCount(2);

	await field(page).fill(Array(40).fill('dog').join(' '));
	await expect(page.getByText(/first 24 words/)).toBeVisible();
	await field(page).fill('собака бежит');
	await expect(page.getByText(/None of these words can be searched for/)).toBeVisible();
	await page.getByRole('button', { name: 'Clear the search' }).click();
	await expect(page.getByTestId('score')).toHaveCount(0);
	await expect(field(page)).toBeFocused();
});

test('deep search explains its results, and can be stopped', async ({ page }) => {
	await openFind(page);
	await indexed(page, 'chelsea', 'coffee');
	await page.getByText('Deep search', { exact: true }).click();
	await field(page).fill('a cup on a table');
	await page.getByRole('button', { name: 'Search', exact: true }).click();
	const inversion = page.getByRole('region', { name: 'Deep search' });
	await expect(inversion.getByText(/^(Done|Converged) in/)).toBeVisible();
	await expect(
		inversion.getByRole('img', { name: /Negative log-likelihood per word, from [\d.]+ to [\d.]+ over/ }),
	).toBeVisible();
	await expect(cell(page, 'coffee').getByTestId('gains')).toContainText('cup');

	await page.getByText('Deep search settings').click();
	const steps = page.getByRole('spinbutton', { name: 'Steps' });
	await steps.fill('500');
	await steps.press('Enter');
	await page.getByRole('button', { name: 'Search', exact: true }).click();
	await expect(inversion.getByText(/Step [1-9]/)).toBeVisible();
	await inversion.getByRole('button', { name: 'Stop' }).click();
	await expect(inversion).toBeHidden();
	await expect(cell(page, 'coffee')).toBeVisible();
});

test('the keyboard alone opens a picture, explores its caption and sends it to Paint', async ({ page }) => {
	await openFind(page);
	await indexed(page, 'chelsea', 'coffee');
	await cell(page, 'chelsea').focus();
	await page.keyboard.press('ArrowRight');
	await expect(cell(page, 'coffee')).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(details(page).getByRole('heading', { name: 'coffee' })).toBeVisible();

	const caption = details(page).getByRole('list', { name: 'Captions' }).getByRole('listitem').first();
	const before = await caption.getByRole('paragraph').first().textContent();
	await caption.getByRole('button').first().focus();
	const instead = details(page).getByRole('list', { name: /^Instead of “/ });
	const other = instead.locator('button:not([aria-current="true"])').first();
	await other.focus();
	await page.keyboard.press('Enter');
	await expect(caption.getByRole('paragraph').first()).not.toHaveText(before as string);

	await details(page).getByRole('button', { name: 'Send to Paint' }).focus();
	await page.keyboard.press('Enter');
	const stage = page.getByTestId('stage');
	await expect(stage).toHaveAttribute('data-state', 'ready');
	// The picture itself, not the small copy that the index keeps.
	await expect(stage.getByText('600 × 400')).toBeVisible();
});

test('similar pictures are found for one of the index, a dropped file, and one of the library', async ({ page }) => {
	await openFind(page);
	await indexed(page, 'chelsea', 'coffee');
	await cell(page, 'chelsea').click();
	await details(page).getByRole('button', { name: 'Similar pictures' }).click();
	await expect(cell(page, 'coffee').getByTestId('score')).toHaveAttribute('data-score', /^-?0\.\d{3}$/);
	await expect(cell(page, 'chelsea')).toBeHidden();

	await drop(page, 'search', sample('chelsea'));
	// The index holds the same pixels, made a thumbnail: nothing can lie nearer.
	const nearest = /^0\.9\d\d|1\.000$/;
	await expect(cell(page, 'chelsea').getByTestId('score')).toHaveAttribute('data-score', nearest);
	await expect(grid(page).getByTestId('score').first()).toHaveAttribute('data-score', nearest);

	await page.getByLabel('Choose a photo').setInputFiles(sample('rocket'));
	await page.getByRole('link', { name: 'Find' }).click();
	await page.getByRole('button', { name: 'Photo: rocket' }).click();
	await page.getByRole('toolbar', { name: 'This picture' }).getByRole('button', { name: 'Similar pictures' }).click();
	await expect(page.getByText('rocket', { exact: false }).first()).toBeVisible();
	await expect(cell(page, 'coffee').getByTestId('score')).toBeVisible();
});

test('the library’s pictures are in the index, and leave it when they are deleted', async ({ page }) => {
	await page.goto('/#paint');
	await page.getByLabel('Choose a photo').setInputFiles(colours());
	await page.getByRole('link', { name: 'Find' }).click();
	await expect(grid(page).getByRole('button', { name: captioned('waves') })).toBeVisible();
	await page.getByRole('button', { name: 'Photo: waves' }).focus();
	await page.keyboard.press('Delete');
	await expect(page.getByRole('heading', { name: 'Find a photo by describing it' })).toBeVisible();
});

test('dropped files go to the tab that is shown', async ({ page }) => {
	await openFind(page);
	await drop(page, 'main', colours(96, 64, 'first.png'), colours(64, 96, 'second.png'));
	for (const name of ['first', 'second']) {
		await expect(grid(page).getByRole('button', { name: captioned(name) })).toBeVisible();
	}
	await expect(page.getByRole('button', { name: /^Photo: / })).toHaveCount(0);
	await page.getByRole('link', { name: 'Paint' }).click();
	await drop(page, 'main', colours(80, 80, 'third.png'));
	await expect(page.getByTestId('stage')).toHaveAttribute('data-state', 'ready');
	await page.getByRole('link', { name: 'Find' }).click();
	await expect(cell(page, 'third')).toBeVisible();
});

test('indexing pauses, stops, and resumes after a reload', async ({ page }) => {
	await openFind(page);
	const many = Array.from({ length: 40 }, (_, at) => colours(64 + at, 64, `wave ${at + 1}.png`));
	await add(page, ...many);
	const bar = page.getByRole('region', { name: 'Indexing' });
	await bar.getByRole('button', { name: 'Pause' }).click();
	await expect(bar.getByText(/paused/).first()).toBeVisible();
	// What is paused keeps nothing else from the networks.
	await page.getByText('Deep search', { exact: true }).click();
	await field(page).fill('a wave');
	await page.getByRole('button', { name: 'Search', exact: true }).click();
	await expect(page.getByRole('region', { name: 'Deep search' }).getByText(/^(Done|Converged) in/)).toBeVisible();
	await page.getByRole('button', { name: 'Clear the search' }).click();
	await bar.getByRole('button', { name: 'Resume' }).click();
	await expect(grid(page).getByRole('button', { name: captioned('wave 1') })).toBeVisible();
	await page.reload();
	await expect(grid(page).getByRole('button', { name: captioned('wave 1') })).toBeVisible();
	await expect(bar).toBeVisible();
	await page.getByRole('button', { name: 'Stop' }).click();
	await expect(bar.getByRole('button', { name: 'Pause' })).toBeHidden();
});

test('adding pictures can be stopped while they are still being looked for', async ({ page }) => {
	await page.route('**/samples/*.jpg', () => undefined); // never answered
	await openFind(page);
	await page.getByRole('button', { name: 'Try the sample library' }).click();
	const bar = page.getByRole('region', { name: 'Indexing' });
	await expect(bar.getByRole('progressbar', { name: 'Looking for pictures' })).toBeVisible();
	await expect(bar.getByRole('button', { name: 'Pause' })).toBeHidden();
	await bar.getByRole('button', { name: 'Stop' }).click();
	await expect(bar).toBeHidden();
	await expect(page.getByRole('button', { name: 'Try the sample library' })).toBeVisible();
});

test('ten thousand pictures: only visible ones are rendered, and the keyboard reaches the last', async ({ page }) => {
	await page.goto('/#paint');
	await seedIndex(page, indexOf(10_000));
	await openFind(page);
	await expect(page.getByText('10,000 pictures')).toBeVisible();
	expect(await grid(page).getByRole('listitem').count()).toBeLessThan(80);
	await cell(page, 'picture 1').focus();
	await page.keyboard.press('End');
	await expect(cell(page, 'picture 10000')).toBeFocused();
	expect(await grid(page).getByRole('listitem').count()).toBeLessThan(80);
});

test('without its network the tab says so, and Paint still works', async ({ page }) => {
	await withoutNetwork(page, 'captioner');
	await openFind(page);
	await add(page, colours());
	await expect(page.getByRole('region', { name: 'Indexing' }).getByRole('alert')).toContainText(/captioner/);
	await expect(cell(page, 'waves')).toBeVisible();
	await page.getByRole('link', { name: 'Paint' }).click();
	await expect(page.getByRole('heading', { name: 'Repaint a photo' })).toBeVisible();
});

test('at phone width nothing overflows the screen', async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 800 });
	await openFind(page);
	await indexed(page, 'chelsea', 'coffee');
	await field(page).fill('a dgo');
	await expect(page.getByText('dgo is not in the vocabulary')).toBeVisible();
	await cell(page, 'chelsea').click();
	await expect(details(page).getByRole('heading', { name: 'chelsea' })).toBeVisible();
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

for (const colorScheme of ['light', 'dark'] as const) {
	test(`Find has no accessibility violations, ${colorScheme}`, async ({ page }) => {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		await openFind(page);
		await expect(page.getByRole('heading', { name: 'Find a photo by describing it' })).toBeVisible();
		expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
		await indexed(page, 'chelsea', 'coffee');
		await field(page).fill('a dgo on a cup');
		await expect(page.getByText('dgo is not in the vocabulary')).toBeVisible();
		await cell(page, 'coffee').click();
		await details(page).getByRole('list', { name: 'Captions' }).getByRole('button').first().focus();
		await expect(details(page).getByRole('list', { name: /^Instead of “/ })).toBeVisible();
		expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
	});
}
