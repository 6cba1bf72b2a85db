/** Which browser the tests, the command line and the bench drive, and how it is told to keep quiet. */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

export interface Browser {
	readonly path: string;
	/** Where it comes from, for a line in the log. */
	readonly from: string;
}

const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome'];

const macApplications = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
];

function windowsApplications(): string[] {
	return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
		const folder = process.env[variable];
		return folder === undefined ? [] : [join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')];
	});
}

function isExecutable(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

function installed(): string | undefined {
	const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
	return [...onPath, ...macApplications, ...windowsApplications()].find(isExecutable);
}

/**
 * The Chrome or Chromium to drive, looked for in this order: the one that ATELIER_CHROMIUM names, an installed one,
 * Playwright's own, and, when `install` is set, on Debian and its relatives as root the distribution's package,
 * which is then installed.
 * @throws Error with what to do, when there is none or ATELIER_CHROMIUM names no program
 */
export function findChromium({ install = false }: { install?: boolean } = {}): Browser {
	const named = process.env.ATELIER_CHROMIUM;
	if (named) {
		if (!isExecutable(named))
			throw new Error(`ATELIER_CHROMIUM is ${named}, which is not a program. Correct or unset it.`);
		return { path: named, from: 'ATELIER_CHROMIUM' };
	}
	const found = installed();
	if (found !== undefined) return { path: found, from: 'installed' };
	const own = chromium.executablePath();
	if (existsSync(own)) return { path: own, from: "Playwright's own" };
	if (install && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
		console.error('No Chrome or Chromium is installed: installing the package chromium with apt-get.');
		const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		// Standard output is kept clean: the command line prints one line of JSON there.
		const stdio = ['ignore', 2, 2] as const;
		execFileSync('apt-get', ['update', '-qq'], { stdio: [...stdio], env: environment });
		execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
			stdio: [...stdio],
			env: environment,
		});
		const packaged = installed();
		if (packaged !== undefined) return { path: packaged, from: "the distribution's package" };
	}
	throw new Error(
		'No Chrome or Chromium was found. Install one, or run `npx playwright install chromium`, or name one in ATELIER_CHROMIUM.',
	);
}

/** Flags for every run: no sandbox inside containers, and no calls home. */
export const quietFlags: readonly string[] = [
	'--no-sandbox',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** Flags for WebGPU on a software adapter, on machines without a GPU. */
export const softwareGpuFlags: readonly string[] = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];
