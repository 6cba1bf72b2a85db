/** Builds the studio when the built one is missing or older than its sources. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { binOf } from './bin';

/** The checkout's folder, without a trailing slash. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');
export const dist = join(root, 'dist');

/** The sources of the built studio. */
const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json', 'scripts'];

/** Time of the last change to a file, or to any file below a folder, in milliseconds; 0 when there is none. */
export function lastChange(path: string): number {
	if (!existsSync(path)) return 0;
	const { mtimeMs } = statSync(path);
	// A folder's own time counts too: it changes when files are removed.
	return statSync(path).isDirectory()
		? Math.max(mtimeMs, ...readdirSync(path).map((name) => lastChange(join(path, name))))
		: mtimeMs;
}

/**
 * Builds dist/ as `npm run bundle` does, unless nothing has changed since the last build.
 * The build's output goes to standard error.
 * @throws Error when the build fails
 */
export function buildIfNeeded(): void {
	const built = lastChange(join(dist, 'index.html'));
	if (built > Math.max(...sources.map((source) => lastChange(join(root, source))))) return;
	console.error('Building the studio ...');
	const { status } = spawnSync(process.execPath, [binOf('vite'), 'build'], { cwd: root, stdio: ['ignore', 2, 2] });
	if (status !== 0) throw new Error('The build failed: see above.');
}
