/** Checks where a command writes, before it computes. */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from './flags';

/** @throws UsageError when a file cannot be written there: its folder is missing or closed, or it is a folder itself */
export function checkOutFile(flag: string, file: string): void {
	const refuse = (why: string): UsageError => new UsageError(`${flag} ${file}: ${why}`);
	const folder = dirname(file);
	if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
		throw refuse(`the folder ${folder} does not exist. Make it first.`);
	}
	if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
		throw refuse('this is a folder. Name a file in it.');
	}
	try {
		accessSync(existsSync(file) ? file : folder, constants.W_OK);
	} catch {
		throw refuse('you may not write there. Name another file.');
	}
}
