/** Hundreds of hostile files against real decoders: src/library/intake/testing/hostile.ts makes them. */
import { hostileFiles } from '../src/library/intake/testing/hostile';
import { drop } from './support/drop';
import { test as indexTest } from './support/indexPage';
import { peakMemory } from './support/memory';
import { colours, sample, type TestFile } from './support/pictures';
import { expect, test } from './support/test';

const files: readonly TestFile[] = hostileFiles(sample('coffee').buffer).map(({ name, type, buffer }) => ({
	name,
	mimeType: type,
	buffer,
}));

const mostMemory = 1e9;

indexTest(
	'each hostile file is taken, or refused with a sentence, by the library and by the index',
	async ({ openIndex, browser }) => {
		const page = await openIndex();
		const given = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString('base64') }));
		const outcomes = await page.evaluate(async (all) => {
			const told: [name: string, outcomes: readonly string[]][] = [];
			for (const { name, mimeType, base64 } of all) {
				const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
				told.push([name, await window.indexPage.outcomes(new File([bytes], name, { type: mimeType }))]);
			}
			return told;
		}, given);
		const odd = outcomes.filter(([, both]) => !both.every((outcome) => /^\d+ x \d+$|^“.*\.$/.test(outcome)));
		expect(odd).toEqual([]);
		// Neither takes what the other refuses.
		expect(outcomes.filter(([, [library, index]]) => library !== index)).toEqual([]);
		const sentence = (name: string) => outcomes.find(([one]) => one === name)?.[1][0];
		for (const name of [
			'hidden behind free space.avif',
			'hidden behind a long box.avif',
			'hidden behind a data byte.jpg',
			'hidden behind segments.jpg',
		])
			expect(sentence(name), name).toContain('more than the 100 megapixels');
		expect(sentence('strip.png')).toContain('too long and narrow');
		expect(await page.evaluate(() => 'hostile' in window || 'hostile' in {})).toBe(false);
		const peak = await peakMemory(browser);
		console.log(`Hostile files: ${files.length}, peak memory ${((peak ?? 0) / 1e6).toFixed(0)} MB`);
		expect(peak ?? 0).toBeLessThan(mostMemory);
	},
);

test('a drop of all hostile files leaves a page that works', async ({ page }) => {
	await page.goto('/#paint');
	await drop(page, 'main', ...files);
	const messages = page.getByRole('region', { name: 'Messages' });
	await expect(messages.getByText(/\d+ could not be read: /)).toBeVisible();
	await expect(messages.getByText(/pictures were added\. Left out: /)).toBeVisible();
	expect(await page.evaluate(() => 'hostile' in window || 'hostile' in {})).toBe(false);
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);

	// Works whose recipes nobody wrote: their settings are read as far as possible, and the page says so.
	for (const name of ['with a prototype', 'with a mask', 'of many settings', 'of extremes']) {
		await page.getByRole('button', { name: `Painting: recipe ${name}` }).click();
		await page.getByRole('button', { name: 'Open the painting' }).click();
		await expect(messages.getByText(`“recipe ${name}” is shown with its settings.`)).toBeVisible();
	}
	await page.getByLabel('Choose a photo').setInputFiles([colours()]);
	await expect(page.getByTestId('stage').getByText('waves')).toBeVisible();
	expect(await page.evaluate(() => 'hostile' in window || 'hostile' in {})).toBe(false);
});
