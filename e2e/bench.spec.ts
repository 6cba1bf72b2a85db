/** The bench's page starts its worker under the studio's own headers. */
import { expect, test } from '@playwright/test';
import { serveBench } from '../bench/browse';
import type {} from '../bench/page/main';

test('the bench of Paint answers', async ({ page }) => {
	const { server } = await serveBench('index.html', () => undefined);
	try {
		await page.goto(server.origin);
		await page.waitForFunction(() => 'ask' in window);
		const answer = await page.evaluate(() => window.ask({ type: 'start', backend: 'wasm' }));
		expect(JSON.stringify(answer)).toContain('wasm');
	} finally {
		await server.close();
	}
});
