import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { dist } from '../scripts/build';

const read = (path: string) => readFileSync(join(dist, path), 'utf8');

/** Scripts, and whatever they import statically. */
function withImports(scripts: Iterable<string>): Set<string> {
	const found = new Set(scripts);
	// A set's iteration reaches what is added meanwhile.
	for (const path of found) {
		for (const [, specifier = ''] of read(path).matchAll(/(?:\bfrom|\bimport)\s*["'`](\.[^"'`]+\.js)["'`]/g)) {
			found.add(join(dirname(path), specifier));
		}
	}
	return found;
}

/** Scripts that index.html names in such a way. */
const named = (element: RegExp) =>
	[...read('index.html').matchAll(element)].map(([, path = '']) => join('assets', path));

/** Scripts that the shell waits for: header, library and the place for a tab. */
const shellScripts = () => withImports(named(/<script [^>]*src="\.\/assets\/([^"]+\.js)"/g));

/** Those of the tab that a first visit shows are preloaded beside them. */
const preloaded = () => named(/<link rel="modulepreload"[^>]*href="\.\/assets\/([^"]+\.js)"/g);

/** @param name of a script without its hash */
const scriptOf = (name: string) => {
	const found = readdirSync(join(dist, 'assets')).filter((file) => new RegExp(`^${name}-.{8}\\.js$`).test(file));
	expect(found, name).toHaveLength(1);
	return join('assets', found[0] as string);
};

function expectSize(name: string, scripts: Iterable<string>, least: number, most: number): void {
	const sizes = [...scripts].map((path) => ({ path, bytes: gzipSync(read(path)).byteLength }));
	const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
	console.log(`${name}: ${(total / 1000).toFixed(1)} kB of compressed JavaScript in ${sizes.length} files`);
	expect(total).toBeGreaterThan(least);
	expect(total, JSON.stringify(sizes)).toBeLessThanOrEqual(most);
}

test('the shell takes at most 95 kB of compressed JavaScript, with the tab of a first visit 155 kB', () => {
	// React alone is more than the least: fewer would mean that the scripts were not found.
	expectSize('Shell', shellScripts(), 40_000, 95_000);
	const first = new Set([...shellScripts(), ...preloaded()]);
	expectSize('First visit', first, 100_000, 155_000);
	// Each waits for its turn: http/1.1 loads six at a time.
	expect(first.size).toBeLessThanOrEqual(5);
});

test('each tab is one script, beside what several tabs share', () => {
	const tabs = scriptOf('tabs');
	for (const tab of ['story', 'paint', 'imagine', 'find']) {
		const own = [...withImports([scriptOf(tab)])].filter((path) => !shellScripts().has(path) && path !== tabs);
		expect(own).toEqual([scriptOf(tab)]);
	}
});

test('a first visit waits for no script of a tab that is not preloaded', async ({ browser, baseURL }) => {
	const page = await browser.newPage();
	const scripts: string[] = [];
	page.on('request', (request) => {
		const [, name] = /\/(assets\/(?:story|paint|imagine|find|tabs)-.{8}\.(?:js|css))$/.exec(request.url()) ?? [];
		if (name !== undefined) scripts.push(name);
	});
	await page.goto(`${baseURL}/`);
	await expect(page.getByRole('button', { name: 'Choose a picture' })).toBeVisible();
	expect(scripts).not.toEqual([]);
	expect(scripts.filter((path) => !read('index.html').includes(path))).toEqual([]);
	await page.close();
});

test('TensorFlow.js is only in scripts that the first screen does not wait for', () => {
	const first = new Set([...shellScripts(), ...preloaded()]);
	const assets = readdirSync(join(dist, 'assets')).filter((name) => name.endsWith('.js'));
	const inTensors = assets.filter((name) => /MatMul/.test(read(`assets/${name}`))).map((name) => `assets/${name}`);
	expect(inTensors.filter((path) => first.has(path))).toEqual([]);
});

test('the service worker is one file', () => {
	expect(existsSync(join(dist, 'sw.js'))).toBe(true);
	expect(read('sw.js')).not.toMatch(/\bimport\b|__SHELL__/);
	// Browsers are served the compressed copy.
	expect(gunzipSync(readFileSync(join(dist, 'sw.js.gz'))).toString()).toBe(read('sw.js'));
});

test('WASM kernels are separate files, and nothing is inlined as a data: URL', () => {
	const kernels = readdirSync(join(dist, 'assets')).filter((name) => name.endsWith('.wasm'));
	expect(kernels.some((name) => name.includes('threaded-simd'))).toBe(true);
	const scripts = readdirSync(join(dist, 'assets')).filter((name) => name.endsWith('.js'));
	expect(scripts.filter((name) => read(`assets/${name}`).includes('data:application/wasm'))).toEqual([]);
});
