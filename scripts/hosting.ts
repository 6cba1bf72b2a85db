/** A Vite plugin for hosts other than our own server: the security policy in the page itself, and a file of headers. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { hostFile, hostHeaders, metaPolicy } from './headers.ts';

export function hosting(): Plugin {
	let folder = '';
	return {
		name: 'atelier-hosting',
		apply: 'build',
		configResolved: ({ root, build }) => {
			folder = join(root, build.outDir);
		},
		transformIndexHtml: () => [
			{
				tag: 'meta',
				attrs: { 'http-equiv': 'Content-Security-Policy', content: metaPolicy },
				injectTo: 'head-prepend',
			},
		],
		closeBundle: () => writeFile(join(folder, hostFile), hostHeaders),
	};
}
