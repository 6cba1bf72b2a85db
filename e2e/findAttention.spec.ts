/** Find: where the captioner looks for each word, and how sure it is. */
import { sample } from './support/pictures';
import { expect, test } from './support/test';
import { serveTinyNetworks } from './support/tinyNetworks';

test('a caption says how sure it is and, word by word, where the network looked', async ({ page }) => {
	await serveTinyNetworks(page);
	await page.goto('/#find');
	await page.getByLabel('Pictures to index').setInputFiles([sample('chelsea'), sample('coffee')]);
	const pictures = page.getByRole('list', { name: 'Pictures' });
	await expect(page.getByRole('region', { name: 'Indexing' })).toBeHidden();
	await pictures.getByRole('button', { name: /^chelsea: / }).click();

	const details = page.getByRole('complementary', { name: 'Picture' });
	const first = details.getByRole('list', { name: 'Captions' }).getByRole('listitem').first();
	await expect(first).toContainText(/\d+% sure/);
	const place = details.getByText(/looks at the/);
	const words = first.getByRole('button');
	await words.nth(0).hover();
	await expect(place).toBeVisible();
	await page.mouse.move(0, 0);
	await expect(place).toBeHidden();
	await words.nth(1).focus();
	await expect(place).toContainText(`“${await words.nth(1).textContent()}”`);
	await expect(details.getByRole('list', { name: /^Instead of/ })).toBeVisible();

	await page.reload();
	await expect(pictures.getByRole('button', { name: /^chelsea: / })).toBeVisible();
	await page.getByRole('list', { name: 'Captions' }).getByRole('button').first().hover();
	await expect(page.getByText(/looks at the/)).toBeVisible();

	await page.getByRole('searchbox', { name: 'Describe a picture' }).fill('a dog');
	await expect(page.getByTestId('score')).toHaveCount(2);
});
