/** A Vite plugin that writes a .gz file beside every built file that shrinks, for the own server and static hosts. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Plugin } from 'vite';
import { outputFolder } from './outputFolder.ts';

const compress = promisify(gzip);

/** Pictures and weights hardly shrink. */
export const isCompressible = (name: string): boolean => /\.(css|html|js|json|md|svg|txt|wasm|webmanifest)$/.test(name);

/** Compresses the files of a folder and its subfolders. Resolves with the number of files written. */
export async function precompressFolder(folder: string): Promise<number> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile() && isCompressible(entry.name));
	for (const { parentPath, name } of files) {
		const file = join(parentPath, name);
		await writeFile(`${file}.gz`, await compress(await readFile(file), { level: 9 }));
	}
	return files.length;
}

export const precompress = (): Plugin => ({
	name: 'atelier-precompress',
	apply: 'build',
	// After the service worker got its list of files, which its compressed copy needs too.
	closeBundle: {
		order: 'post',
		sequential: true,
		async handler() {
			await precompressFolder(outputFolder(this));
		},
	},
});
