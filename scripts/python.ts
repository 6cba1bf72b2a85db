/** `tsx scripts/python.ts -m training.refresh`: runs Python with these arguments, whatever its name on the system. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './build';

/**
 * Python programs to try, in order. If ATELIER_PYTHON is set, only that one; otherwise the existing virtual environments
 * in the checkout and the home folder, then the programs on the system's path.
 */
export function interpreters(
	platform: NodeJS.Platform = process.platform,
	folders: readonly string[] = [root, homedir()],
	exists: (path: string) => boolean = existsSync,
): string[] {
	const named = process.env.ATELIER_PYTHON;
	if (named) return [named];
	const inside = platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python'];
	const { join } = platform === 'win32' ? win32 : posix;
	const environments = folders.flatMap((folder) => ['.venv', 'venv'].map((name) => join(folder, name, ...inside)));
	return [...environments.filter(exists), ...(platform === 'win32' ? ['python', 'py'] : ['python3', 'python'])];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	const python = interpreters().find((path) => spawnSync(path, ['--version']).status === 0);
	if (python === undefined) {
		console.error('No Python was found. Install Python 3, or name the program in ATELIER_PYTHON.');
		process.exit(1);
	}
	process.exit(spawnSync(python, process.argv.slice(2), { cwd: root, stdio: 'inherit' }).status ?? 1);
}
