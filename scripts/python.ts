/** `tsx scripts/python.ts -m training.refresh`: runs Python with these arguments, whatever its name on the system. */
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { root } from './build';
import { interpreters } from './interpreters';

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	const python = interpreters().find((path) => spawnSync(path, ['--version']).status === 0);
	if (python === undefined) {
		console.error('No Python was found. Install Python 3, or name the program in ATELIER_PYTHON.');
		process.exit(1);
	}
	process.exit(spawnSync(python, process.argv.slice(2), { cwd: root, stdio: 'inherit' }).status ?? 1);
}
