/** Finds packages' programs for Node to run directly: `npx` and `node_modules/.bin` need another shell on each system. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

interface Manifest {
	readonly bin?: string | Readonly<Record<string, string>>;
}

/**
 * Path of a package's program, to be run as `node <path>`.
 * @throws Error when the package is not installed, or has no such program
 */
export function binOf(packageName: string, program = packageName): string {
	const manifest = require.resolve(`${packageName}/package.json`);
	const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest;
	const script = typeof bin === 'string' ? bin : bin?.[program];
	if (script === undefined) throw new Error(`The package ${packageName} has no program ${program}.`);
	return join(dirname(manifest), script);
}
