/** Finds the browser for the tests, the command line and the benches, and defines its flags. */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { chromium } from 'playwright';
import { browserPlaces, installAdvice, type System } from './browserPlaces';

export interface Browser {
	readonly path: string;
	/** Where the browser comes from, for the log. */
	readonly from: string;
}

function isProgram(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return statSync(path).isFile();
	} catch {
		return false;
	}
}

const here = (): System => ({ platform: process.platform, environment: process.env, home: homedir(), isProgram });

/** Playwright's own download, if there is one. */
function downloaded(): string | undefined {
	const path = chromium.executablePath();
	return existsSync(path) ? path : undefined;
}

/** Whether a browser may be installed: only in CI, or when ATELIER_INSTALL_CHROMIUM is set. */
export function mayInstall(environment: System['environment']): boolean {
	const isSet = (value: string | undefined) => value !== undefined && !['', '0', 'false'].includes(value);
	return isSet(environment.CI) || isSet(environment.ATELIER_INSTALL_CHROMIUM);
}

/** Installs Chromium with apt. @returns false when that is not possible */
function installPackage(): boolean {
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
	console.error('No browser is installed: installing the package chromium with apt-get.');
	// Nothing may go to standard output: the command line prints one line of JSON there.
	const settings = {
		stdio: ['ignore', 2, 2] as ['ignore', number, number],
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
	};
	execFileSync('apt-get', ['update', '-qq'], settings);
	execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], settings);
	return true;
}

export interface Search {
	readonly system?: System;
	/** Path of Playwright's own browser, if it is downloaded. */
	readonly own?: () => string | undefined;
	/** Tries to install a browser; false when it cannot. */
	readonly install?: () => boolean;
}

/**
 * Finds the Chrome, Chromium or Edge to drive, in this order: the one that ATELIER_CHROMIUM names, an installed one,
 * Playwright's own, and if `mayInstall` allows it the distribution's package, which is then installed.
 * @throws Error with advice when there is none, or ATELIER_CHROMIUM does not name a program
 */
export function findChromium({ system = here(), own = downloaded, install = installPackage }: Search = {}): Browser {
	const named = system.environment.ATELIER_CHROMIUM;
	if (named) {
		if (!system.isProgram(named))
			throw new Error(`ATELIER_CHROMIUM is ${named}, which is not a program. Correct or unset it.`);
		return { path: named, from: 'ATELIER_CHROMIUM' };
	}
	const installed = () => browserPlaces(system).find(system.isProgram);
	const found = installed();
	if (found !== undefined) return { path: found, from: 'installed' };
	const path = own();
	if (path !== undefined) return { path, from: "Playwright's own" };
	const packaged = mayInstall(system.environment) && install() ? installed() : undefined;
	if (packaged !== undefined) return { path: packaged, from: "the distribution's package" };
	throw new Error(installAdvice(system.platform));
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
