/** A Vite plugin for hosts other than our own server: the security policy in the page itself, and a file of headers. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { hostFile, hostHeaders, metaPolicy } from './headers.ts';
import { outputFolder } from './outputFolder.ts';

export function hosting(): Plugin {
	return {
		name: 'atelier-hosting',
		apply: 'build',
		transformIndexHtml: () => [
			{
				tag: 'meta',
				attrs: { 'http-equiv': 'Content-Security-Policy', content: metaPolicy },
				injectTo: 'head-prepend',
			},
		],
		closeBundle() {
			return writeFile(join(outputFolder(this), hostFile), hostHeaders);
		},
	};
}
