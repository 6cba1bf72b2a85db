/** The folder that birds go to. */
import { accessSync, constants, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from '../flags';

/**
 * Looks whether birds can be put there, before any is drawn; makes nothing yet.
 * @throws UsageError when it is a file, lies in one, or may not be written to
 */
export function checkFolder(flag: string, folder: string): void {
	let there = resolve(folder);
	// What is missing is made on the way: the nearest place that is there decides.
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

/** Makes the folder when it is not there. @returns the file's path */
export function putIn(folder: string, name: string, base64: string): string {
	mkdirSync(folder, { recursive: true });
	const path = join(folder, name);
	writeFileSync(path, Buffer.from(base64, 'base64'));
	return path;
}
