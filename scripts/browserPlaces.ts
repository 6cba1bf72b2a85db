/** Paths of Chrome, Chromium and Edge on macOS, Windows and Linux, and advice when there is none. */
import { posix, win32 } from 'node:path';

/** Description of a system; tests pass systems other than their own. */
export interface System {
	readonly platform: NodeJS.Platform;
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** The user's home folder. */
	readonly home: string;
	/** Whether a path is an executable file. */
	isProgram(path: string): boolean;
}

const linuxNames = [
	'google-chrome-stable',
	'google-chrome',
	'chromium',
	'chromium-browser',
	'chrome',
	'microsoft-edge-stable',
	'microsoft-edge',
];
const windowsNames = ['chrome.exe', 'chromium.exe', 'msedge.exe'];

const macApplications = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const windowsApplications = [
	['Google', 'Chrome', 'Application', 'chrome.exe'],
	['Chromium', 'Application', 'chrome.exe'],
	['Microsoft', 'Edge', 'Application', 'msedge.exe'],
];
/** Names of Windows' variables for program folders; no shell could set the second name, but Windows does. */
const windowsFolders = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'];

/** Looks a variable up. Windows ignores case: PATH is Path there. */
function variable({ platform, environment }: System, name: string): string | undefined {
	if (platform !== 'win32') return environment[name];
	return Object.entries(environment).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

/** All possible paths of browsers on a system, in order of preference. */
export function browserPlaces(system: System): string[] {
	const { platform, home } = system;
	const { delimiter, join } = platform === 'win32' ? win32 : posix;
	const names = platform === 'win32' ? windowsNames : linuxNames;
	const folders = (variable(system, 'PATH') ?? '').split(delimiter).filter(Boolean);
	// Ordered by name first: Chrome at the end of the path is preferred to Edge at its beginning.
	const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
	if (platform === 'darwin') {
		const bundles = macApplications.flatMap((name) =>
			['/Applications', join(home, 'Applications')].map((folder) =>
				join(folder, `${name}.app`, 'Contents', 'MacOS', name),
			),
		);
		return [...onPath, ...bundles];
	}
	if (platform === 'win32') {
		const roots = windowsFolders.flatMap((name) => variable(system, name) ?? []);
		return [...onPath, ...windowsApplications.flatMap((parts) => roots.map((root) => join(root, ...parts)))];
	}
	return [...onPath, '/opt/google/chrome/chrome', '/snap/bin/chromium'];
}

const commands: Partial<Record<NodeJS.Platform, string>> = {
	darwin: 'brew install --cask google-chrome',
	win32: 'winget install Google.Chrome',
};

/** Advice for a system without a browser. */
export function installAdvice(platform: NodeJS.Platform): string {
	const command =
		commands[platform] ?? 'sudo apt-get install chromium (Debian, Ubuntu), or your distribution’s package';
	return [
		'No Chrome, Chromium or Edge was found. Do one of these:',
		`  - install one: ${command}`,
		'  - download one for this project alone: npx playwright install chromium',
		'  - name the program of one that is installed elsewhere in the environment variable ATELIER_CHROMIUM',
	].join('\n');
}
