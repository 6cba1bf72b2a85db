/** The output folder for birds. */
import { accessSync, constants, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from '../flags';

/**
 * Checks that files can be written to the folder, without creating it.
 * @throws UsageError when it is a file, is inside one, or is not writable
 */
export function checkFolder(flag: string, folder: string): void {
	let there = resolve(folder);
	// Missing folders are created later: the nearest existing one decides.
	while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
	if (!statSync(there).isDirectory()) {
		throw new UsageError(`${flag} ${folder}: ${there} is a file. Birds go to a folder; name one, new or old.`);
	}
	try {
		accessSync(there, constants.W_OK);
	} catch (cause) {
		throw new UsageError(`${flag} ${folder}: nothing may be written to ${there}. Name another folder.`, { cause });
	}
}

/** Saves a file, creating the folder if needed. @returns the file's path */
export function saveIn(folder: string, name: string, base64: string): string {
	mkdirSync(folder, { recursive: true });
	const path = join(folder, name);
	writeFileSync(path, Buffer.from(base64, 'base64'));
	return path;
}
