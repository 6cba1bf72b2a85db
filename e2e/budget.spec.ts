import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { dist } from '../scripts/build';

const read = (path: string) => readFileSync(join(dist, path), 'utf8');

/** Scripts that the first screen waits for: those of index.html, and whatever they import statically. */
function firstScreenScripts(): string[] {
	const seen = new Set<string>();
	const visit = (path: string): void => {
		if (seen.has(path)) return;
		seen.add(path);
		for (const [, specifier = ''] of read(path).matchAll(/(?:\bfrom|\bimport)\s*["'](\.[^"']+\.js)["']/g)) {
			visit(join(dirname(path), specifier));
		}
	};
	for (const [, path = ''] of read('index.html').matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)) visit(path);
	return [...seen];
}

test('the first screen takes at most 95 kB of compressed JavaScript', () => {
	const sizes = firstScreenScripts().map((path) => ({ path, bytes: gzipSync(read(path)).byteLength }));
	const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
	console.log(`First screen: ${(total / 1000).toFixed(1)} kB of compressed JavaScript in ${sizes.length} files`);
	// React alone is more than this: less would mean that the scripts were not found.
	expect(total).toBeGreaterThan(40_000);
	expect(total, JSON.stringify(sizes)).toBeLessThanOrEqual(95_000);
});

test('TensorFlow.js is only in scripts that the first screen does not wait for', () => {
	const first = new Set(firstScreenScripts());
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
