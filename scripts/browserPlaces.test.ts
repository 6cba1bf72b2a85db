import { describe, expect, it } from 'vitest';
import { browserPlaces, installAdvice, type System } from './browserPlaces';

const system = (platform: NodeJS.Platform, environment: System['environment'], home = ''): System => ({
	platform,
	environment,
	home,
	isProgram: () => false,
});

describe('browserPlaces', () => {
	it('looks on Windows into all program folders, for Chrome before Edge, with Windows’ separators', () => {
		const environment = {
			Path: 'C:\\tools;D:\\bin',
			ProgramFiles: 'C:\\Program Files',
			'ProgramFiles(x86)': 'C:\\Program Files (x86)',
			LocalAppData: 'C:\\Users\\ada\\AppData\\Local',
		};
		const places = browserPlaces(system('win32', environment, 'C:\\Users\\ada'));
		expect(places).toContain('C:\\tools\\chrome.exe');
		expect(places).toContain('D:\\bin\\msedge.exe');
		expect(places).toContain('C:\\Users\\ada\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe');
		expect(places.at(-2)).toBe('C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe');
		expect(places.filter((place) => place.includes('/'))).toEqual([]);
	});

	it('does without variables that a Windows does not set', () => {
		expect(browserPlaces(system('win32', {}))).toEqual([]);
	});

	it('looks on macOS into the applications of the machine and of the person', () => {
		const places = browserPlaces(system('darwin', { PATH: '/usr/bin' }, '/Users/ada'));
		expect(places).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
		expect(places).toContain('/Users/ada/Applications/Chromium.app/Contents/MacOS/Chromium');
		expect(places).toContain('/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge');
	});

	it('looks on Linux along the path, for Chrome before Chromium before Edge', () => {
		const places = browserPlaces(system('linux', { PATH: '/usr/local/bin::/usr/bin' }));
		expect(places[0]).toBe('/usr/local/bin/google-chrome-stable');
		expect(places).toContain('/usr/bin/chromium');
		expect(places.indexOf('/usr/bin/chromium')).toBeLessThan(places.indexOf('/usr/local/bin/microsoft-edge'));
		// An empty entry of the path means the current folder to a shell, but nothing here.
		expect(places.filter((place) => !place.startsWith('/'))).toEqual([]);
	});
});

describe('installAdvice', () => {
	it('names a command of the system, and the ways that all systems share', () => {
		expect(installAdvice('win32')).toContain('winget install');
		expect(installAdvice('darwin')).toContain('brew install');
		expect(installAdvice('linux')).toContain('apt-get install chromium');
		for (const platform of ['win32', 'darwin', 'linux', 'freebsd'] as const) {
			expect(installAdvice(platform)).toContain('npx playwright install chromium');
			expect(installAdvice(platform)).toContain('ATELIER_CHROMIUM');
		}
	});
});
