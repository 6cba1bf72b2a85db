import { expect, test } from './support/test';

/** Checks that the guards of support/test.ts detect what they guard against. */
test('the guards see a foreign request, a refused script and a thrown error', async ({ page, watched }) => {
	await page.goto('/');
	await page.evaluate(() => {
		void fetch('https://elsewhere.example/').catch(() => undefined);
		const address = 'data:text/javascript,globalThis.ran = true';
		void import(address).catch(() => undefined);
		setTimeout(() => {
			throw new Error('thrown on purpose');
		});
	});
	await expect.poll(() => watched.refused.join()).toContain('script-src');
	await expect.poll(() => watched.refused.join()).toContain('connect-src');
	await expect.poll(() => watched.thrown.join()).toContain('thrown on purpose');
	expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false);
	// The policy stops a request before it is one; a navigation is the way that it does not see.
	await page.evaluate(() => window.open('https://elsewhere.example/'));
	await expect.poll(() => watched.foreign.join()).toContain('elsewhere.example');
	for (const list of Object.values(watched)) list.length = 0;
});

test('the page is isolated, so that WASM gets its threads', async ({ page }) => {
	await page.goto('/');
	expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});
