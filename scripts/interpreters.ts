/** Finds Python on this system. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';
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
