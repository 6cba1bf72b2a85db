/** The built folder on other hosts than our own server: below a path, without headers, over plain http; and what visits cost. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { dist } from '../scripts/build';
import { productionHeaders } from '../scripts/headers';
import { serve } from '../scripts/server';
import { colours } from './support/pictures';
import { expect, test } from './support/test';

const controlled = (page: Page) =>
	expect
		.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state).catch(() => undefined))
		.toBe('activated');

/** Draws one bird, which needs the worker, its kernels, the networks and their lists. */
async function drawBird(page: Page): Promise<void> {
	await page.getByRole('spinbutton', { name: 'Number of birds', exact: true }).fill('1');
	await page.getByRole('textbox', { name: 'Describe a bird' }).fill('a red bird');
	await page.getByRole('textbox', { name: 'Describe a bird' }).press('Enter');
	await expect(page.getByTestId('imagine')).toHaveAttribute('data-state', 'finished', { timeout: 120_000 });
}

test.describe('with its service worker', () => {
	test.use({ serviceWorkers: 'allow' });

	test('below a path and without headers, the studio computes, is protected, and works offline', async ({
		page,
		context,
		watched,
	}) => {
		const server = await serve({ root: dist, base: '/x/y/', headers: {} });
		try {
			await page.goto(`${server.origin}/x/y/#imagine`);
			await controlled(page);
			await expect.poll(() => page.evaluate(() => crossOriginIsolated).catch(() => false)).toBe(true);
			await drawBird(page);
			const home = page.getByRole('link', { name: 'Atelier', exact: true });
			expect(await home.evaluate((link) => (link as HTMLAnchorElement).pathname)).toBe('/x/y/');
			// From the meta element on the first load, from the service worker since.
			const policies = await page.evaluate(async () => [
				document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content'),
				(await fetch('./')).headers.get('Content-Security-Policy'),
			]);
			expect(policies[0]).toMatch(/^default-src 'none'; .*require-trusted-types-for 'script'/);
			expect(policies[1]).toBe(productionHeaders['Content-Security-Policy']);
			await context.setOffline(true);
			await page.reload();
			await expect(page.getByRole('textbox', { name: 'Describe a bird' })).toBeVisible();
			expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
		} finally {
			await server.close();
			watched.foreign.length = 0; // this server is another origin than the tests' own
		}
	});

	test('a first and a second visit stay within their budgets', async ({ page, watched }) => {
		const sent: { readonly path: string; readonly bytes: number }[] = [];
		const server = await serve({ root: dist, onSent: (path, bytes) => sent.push({ path, bytes }) });
		/** Everything that was sent since the last call, once nothing more comes. */
		const spent = async () => {
			await page.waitForLoadState('networkidle');
			let seen = -1;
			const isIdle = (): boolean => {
				const wasIdle = seen === sent.length;
				seen = sent.length;
				return wasIdle;
			};
			await expect.poll(isIdle, { intervals: [3000] }).toBe(true);
			const all = sent.splice(0);
			const size = (some: typeof sent) => some.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
			const networks = all.filter(({ path }) => path.endsWith('.safetensors'));
			return { requests: all.length, megabytes: size(all), networks: size(networks) };
		};
		try {
			await page.goto(`${server.origin}/#imagine`);
			await controlled(page);
			const first = await spent();
			await page.goto('about:blank');
			await page.goto(`${server.origin}/#imagine`);
			await expect(page.getByRole('textbox', { name: 'Describe a bird' })).toBeVisible();
			const second = await spent();
			console.log(`A first visit: ${JSON.stringify(first)}; a second: ${JSON.stringify(second)}`);
			expect(first.megabytes - first.networks).toBeLessThan(6);
			expect(first.networks).toBeLessThan(15);
			expect(second.requests).toBeLessThanOrEqual(8);
			expect(second.megabytes).toBeLessThan(0.1);
		} finally {
			await server.close();
			watched.foreign.length = 0;
		}
	});
});

test('every page, script and worker has every header', async ({ page }) => {
	const responses: { readonly url: string; readonly headers: Record<string, string> }[] = [];
	page.context().on('response', (response) => responses.push({ url: response.url(), headers: response.headers() }));
	await page.goto('/#imagine');
	await drawBird(page);
	const paths = responses.map(({ url }) => new URL(url).pathname);
	for (const kind of [
		/^\/$/,
		/\/worker-.*\.js$/,
		/\/helper-.*\.js$/,
		/\/pthread-.*\.js$/,
		/\.wasm$/,
		/\.css$/,
		/\.json$/,
		/\.safetensors$/,
	])
		expect(
			paths.filter((path) => kind.test(path)),
			String(kind),
		).not.toEqual([]);
	for (const { url, headers } of responses.filter(({ url }) => /^https?:/.test(url))) {
		for (const [name, value] of Object.entries(productionHeaders))
			expect(headers[name.toLowerCase()], `${name} of ${url}`).toBe(value);
	}
});

test('text becomes neither HTML nor script, and workers start from the own origin only', async ({ page, watched }) => {
	await page.goto('/#paint');
	await page.getByLabel('Choose a photo').setInputFiles([colours()]);
	await expect(page.getByTestId('stage')).toHaveAttribute('data-state', 'ready');
	const thrown = await page.evaluate(() => {
		const failure = (work: () => unknown): string => {
			try {
				work();
				return 'it was allowed';
			} catch (error) {
				return (error as Error).name;
			}
		};
		const blob = URL.createObjectURL(new Blob(['hostile = true'], { type: 'text/javascript' }));
		return [
			failure(() => (document.createElement('div').innerHTML = '<img src=x onerror="hostile = true">')),
			failure(() => (document.createElement('script').textContent = 'hostile = true')),
			failure(() => new Worker('https://elsewhere.example/worker.js')),
			failure(() => new Worker(blob)),
		];
	});
	// A blob: address has the page's own origin: worker-src refuses it, when the worker starts.
	expect(thrown.slice(0, 3)).toEqual(['TypeError', 'TypeError', 'TypeError']);
	await expect.poll(() => watched.refused.join()).toContain('worker-src');
	expect(await page.evaluate(() => 'hostile' in window)).toBe(false);
	watched.refused.length = 0;
});

test('kernels that are missing are not called the browser’s fault', async ({ page }) => {
	await page.route('**/*.wasm', (route) => route.fulfill({ status: 404, body: '' }));
	await page.goto('/#imagine');
	await page.getByRole('textbox', { name: 'Describe a bird' }).fill('a red bird');
	await page.getByRole('textbox', { name: 'Describe a bird' }).press('Enter');
	await expect(page.getByText(/The files that compute could not be loaded/).first()).toBeVisible();
});

test('over plain http the page says at once how to open it', async ({ page, watched }) => {
	const types: Record<string, string> = {
		html: 'text/html',
		js: 'text/javascript',
		css: 'text/css',
		svg: 'image/svg+xml',
	};
	await page.route('http://studio.example/**', (route) => {
		const path = new URL(route.request().url()).pathname;
		const file = path === '/' ? '/index.html' : path;
		return route.fulfill({
			body: readFileSync(join(dist, file)),
			contentType: types[file.split('.').at(-1) ?? ''] ?? '',
		});
	});
	await page.goto('http://studio.example/');
	await expect(page.getByRole('heading', { name: 'Open Atelier by https or localhost' })).toBeVisible();
	await expect(page.getByRole('link', { name: 'https://studio.example/' })).toBeVisible();
	watched.foreign.length = 0;
});
