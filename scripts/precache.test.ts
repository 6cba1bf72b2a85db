import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withShell } from './precache';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'atelier-dist-'));
	await mkdir(join(folder, 'assets'));
	await mkdir(join(folder, 'models', 'perception'), { recursive: true });
	for (const file of [
		'index.html',
		'sw.js',
		'assets/worker-1.js',
		'assets/worker-1.js.gz',
		'assets/kernels-2.wasm',
		'models/index.json',
		'models/README.md',
		'models/perception/model.safetensors',
	]) {
		await writeFile(join(folder, file), file);
	}
});
afterEach(() => rm(folder, { recursive: true }));

const shellIn = (source: string) => JSON.parse(new Function(`${source}; return shell;`)());

describe('withShell', () => {
	it('lists the build and the models’ lists apart, without weights, cards, compressed copies and itself', () => {
		const shell = shellIn(withShell("const shell = '__SHELL__'", folder));
		expect(shell.paths).toEqual(['/assets/kernels-2.wasm', '/assets/worker-1.js', '/index.html']);
		expect(shell.lists).toEqual(['/models/index.json']);
	});

	it('gives another version when a file changes', async () => {
		const before = shellIn(withShell('const shell = `__SHELL__`', folder));
		await writeFile(join(folder, 'index.html'), 'newer');
		expect(shellIn(withShell('const shell = `__SHELL__`', folder)).version).not.toBe(before.version);
	});

	it('refuses a service worker without the place for it', () => {
		expect(() => withShell('const shell = {}', folder)).toThrow(/no place/);
	});
});
