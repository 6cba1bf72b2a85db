/** What `npm run demo` does in each tab, so that it does not break unnoticed. */
import { button, works } from '../scripts/drive';
import { test } from './support/test';

/** Ended early here: that takes the same way as one that is completed. */
const isLong = (tab: string): boolean => tab === 'story' || tab === 'paint';

for (const [tab, { begin, end }] of Object.entries(works)) {
	test(`the demo makes a work of its own in ${tab}`, async ({ page }) => {
		await page.goto(`/?backend=wasm#${tab}`);
		await begin(page);
		if (isLong(tab)) await button(page, 'Stop and keep').click();
		await end(page);
	});
}
