/** Where a command writes, looked at before it computes. */
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from './flags';

/** @throws UsageError when a file cannot be made there */
export function checkFolderOf(flag: string, file: string): void {
	if (!statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory()) {
		throw new UsageError(`${flag} ${file}: the folder ${dirname(file)} does not exist. Make it first.`);
	}
}
