import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findChromium } from './findChromium';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'atelier-browsers-'));
});
afterEach(async () => {
	vi.unstubAllEnvs();
	await rm(folder, { recursive: true });
});

async function program(name: string): Promise<string> {
	const path = join(folder, name);
	await writeFile(path, '#!/bin/sh\n');
	await chmod(path, 0o755);
	return path;
}

describe('findChromium', () => {
	it('takes the browser that ATELIER_CHROMIUM names before an installed one', async () => {
		await program('chromium');
		const mine = await program('my-browser');
		vi.stubEnv('PATH', folder);
		vi.stubEnv('ATELIER_CHROMIUM', mine);
		expect(findChromium()).toEqual({ path: mine, from: 'ATELIER_CHROMIUM' });
	});

	it('takes an installed browser, and passes over files that cannot be run', async () => {
		await writeFile(join(folder, 'google-chrome'), '');
		const chromium = await program('chromium');
		vi.stubEnv('PATH', folder);
		vi.stubEnv('ATELIER_CHROMIUM', '');
		expect(findChromium()).toEqual({ path: chromium, from: 'installed' });
	});

	it('says what to do when ATELIER_CHROMIUM names nothing', () => {
		vi.stubEnv('ATELIER_CHROMIUM', join(folder, 'missing'));
		expect(() => findChromium()).toThrow(/Correct or unset it/);
	});
});
