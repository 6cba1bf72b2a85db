import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { System } from './browserPlaces';
import { findChromium, mayInstall } from './findChromium';

const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';

/** A Windows system with only these programs. */
const windows = (programs: readonly string[], environment: System['environment'] = {}): System => ({
	platform: 'win32',
	environment: { 'ProgramFiles(x86)': 'C:\\Program Files (x86)', ...environment },
	home: 'C:\\Users\\ada',
	isProgram: (path) => programs.includes(path),
});

const none = () => undefined;
const never = () => {
	throw new Error('Something was installed.');
};

describe('findChromium', () => {
	it('takes the browser that ATELIER_CHROMIUM names before an installed one', () => {
		const mine = 'D:\\chrome\\chrome.exe';
		const system = windows([edge, mine], { ATELIER_CHROMIUM: mine });
		expect(findChromium({ system })).toEqual({ path: mine, from: 'ATELIER_CHROMIUM' });
	});

	it('says what to do when ATELIER_CHROMIUM names nothing', () => {
		const system = windows([edge], { ATELIER_CHROMIUM: 'D:\\missing.exe' });
		expect(() => findChromium({ system })).toThrow(/Correct or unset it/);
	});

	it('takes an installed Edge where there is no Chrome, and Playwright’s own where there is neither', () => {
		expect(findChromium({ system: windows([edge]), own: () => 'own' }).path).toBe(edge);
		expect(findChromium({ system: windows([]), own: () => 'own' })).toEqual({ path: 'own', from: "Playwright's own" });
	});

	it('installs nothing behind a person’s back, and says how to', () => {
		expect(() => findChromium({ system: windows([]), own: none, install: never })).toThrow(/winget install/);
	});

	it('installs in CI, and gives up where that brings no browser', () => {
		const programs: string[] = [];
		const system = windows(programs, { CI: 'true' });
		expect(() => findChromium({ system, own: none, install: () => false })).toThrow(/No Chrome, Chromium or Edge/);
		const install = () => programs.push(edge) > 0;
		expect(findChromium({ system, own: none, install })).toEqual({ path: edge, from: "the distribution's package" });
	});
});

describe('mayInstall', () => {
	it('is true in CI and where it is asked for', () => {
		expect(mayInstall({ CI: 'true' })).toBe(true);
		expect(mayInstall({ ATELIER_INSTALL_CHROMIUM: '1' })).toBe(true);
		for (const CI of [undefined, '', '0', 'false']) expect(mayInstall({ CI })).toBe(false);
	});
});

describe.skipIf(process.platform === 'win32')('programs of this machine', () => {
	let folder: string;
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'atelier-browsers-'));
	});
	afterEach(async () => {
		vi.unstubAllEnvs();
		await rm(folder, { recursive: true });
	});

	it('are those that can be run: neither a file without that right nor a folder', async () => {
		await writeFile(join(folder, 'google-chrome-stable'), '');
		await mkdir(join(folder, 'google-chrome'));
		const chromium = join(folder, 'chromium');
		await writeFile(chromium, '#!/bin/sh\n');
		await chmod(chromium, 0o755);
		vi.stubEnv('PATH', folder);
		vi.stubEnv('ATELIER_CHROMIUM', '');
		expect(findChromium()).toEqual({ path: chromium, from: 'installed' });
	});
});
