/** Writes the list of the built files, and the headers, into the service worker. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { hostFile, productionHeaders } from './headers.ts';
import { outputFolder } from './outputFolder.ts';

export const serviceWorkerFile = 'sw.js';

/**
 * All files are precached but the service worker, weights (their loader keeps them), READMEs, compressed copies, a host's
 * settings, whole examples and the sample library.
 */
const isKept = (path: string) =>
	path !== `/${serviceWorkerFile}` &&
	path !== `/${hostFile}` &&
	!/\.(md|map|safetensors|gz)$|^\/examples\/.*\.png$|^\/library\//.test(path);
const isList = (path: string) => path.startsWith('/models/');

function filesBelow(folder: string, prefix = ''): string[] {
	return readdirSync(folder).flatMap((name) =>
		statSync(join(folder, name)).isDirectory()
			? filesBelow(join(folder, name), `${prefix}/${name}`)
			: [`${prefix}/${name}`],
	);
}

/** @returns the service worker's source with the list of the shell's files, and their hash as the version */
export function withShell(source: string, folder: string): string {
	const kept = filesBelow(folder).filter(isKept).sort();
	const hash = createHash('sha256');
	for (const path of kept) hash.update(path).update(readFileSync(join(folder, path)));
	const shell = JSON.stringify({
		version: hash.digest('hex').slice(0, 16),
		paths: kept.filter((path) => !isList(path)),
		lists: kept.filter(isList),
		headers: productionHeaders,
	});
	const place = /(["'`])__SHELL__\1/;
	if (!place.test(source)) throw new Error('The service worker has no place for the list of files.');
	return source.replace(place, () => JSON.stringify(shell));
}

export const precache = (): Plugin => ({
	name: 'atelier-precache',
	apply: 'build',
	closeBundle: {
		order: 'post',
		handler() {
			const folder = outputFolder(this);
			const file = join(folder, serviceWorkerFile);
			writeFileSync(file, withShell(readFileSync(file, 'utf8'), folder));
		},
	},
});
