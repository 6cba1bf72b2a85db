/** The files of this checkout, for the tests of the whole tree. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './build';
import type { Tree } from './imports';

/** Paths below the checkout, with `/`: tracked files, and new ones that git does not ignore. */
export function checkoutPaths(): string[] {
	const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
		cwd: root,
		encoding: 'utf8',
	});
	return list.split('\0').filter((file) => file !== '' && existsSync(join(root, file)));
}

/** The checkout's sources with their text. */
export function checkout(): Tree {
	const files = checkoutPaths().filter((file) => /\.(tsx?|css|py)$/.test(file));
	return new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
}
