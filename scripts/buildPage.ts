/** Builds a page of the end-to-end tests or of a bench as the studio itself is built. */
import { join } from 'node:path';
import { build } from 'vite';
import { root } from './build';

interface PageOptions {
	/** Names the folder that the page is built into. */
	readonly name: string;
	/** Its sources. Default page: index.html. */
	readonly source: string;
	readonly html?: string;
	/** Copied beside the page. */
	readonly publicDir?: string;
}

/** @returns the folder to serve */
export async function buildPage({ name, source, html = 'index.html', publicDir }: PageOptions): Promise<string> {
	const folder = join(root, 'node_modules/.cache', name);
	await build({
		root: source,
		configFile: false,
		logLevel: 'error',
		...(publicDir !== undefined && { publicDir }),
		worker: { format: 'es' },
		build: {
			outDir: folder,
			emptyOutDir: true,
			target: 'esnext',
			assetsInlineLimit: 0,
			chunkSizeWarningLimit: 2500,
			rolldownOptions: { input: join(source, html) },
		},
	});
	return folder;
}
