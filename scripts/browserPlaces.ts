/** Where macOS, Windows and Linux keep Chrome, Chromium and Edge, and what to say where there is none. */
import { posix, win32 } from 'node:path';

/** What has to be known of a system. Tests describe others than the one they run on. */
export interface System {
	readonly platform: NodeJS.Platform;
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** The home folder of the person who runs this. */
	readonly home: string;
	/** Whether a file lies there that may be run. */
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
/** The second one has a name that no shell could set; Windows does. */
const windowsFolders = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'];

/** Windows does not care how a variable is written: PATH is Path there. */
function variable({ platform, environment }: System, name: string): string | undefined {
	if (platform !== 'win32') return environment[name];
	return Object.entries(environment).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

/** All paths at which a browser may lie on a system, in the order of preference. */
export function browserPlaces(system: System): string[] {
	const { platform, home } = system;
	const { delimiter, join } = platform === 'win32' ? win32 : posix;
	const names = platform === 'win32' ? windowsNames : linuxNames;
	const folders = (variable(system, 'PATH') ?? '').split(delimiter).filter(Boolean);
	// By name first: a Chrome at the end of the path is taken before an Edge at its beginning.
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

/** What to do on a system where no browser was found. */
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
