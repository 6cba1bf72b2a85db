/** Builds and serves a bench's page, finds a browser, and names the machine. */
import { cpus } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../scripts/build';
import { findChromium } from '../scripts/findChromium';
import { type StudioServer, serve } from '../scripts/server';

export interface BenchPage {
	readonly server: StudioServer;
	/** The browser's path. */
	readonly browser: string;
}

const source = join(root, 'bench/page');

/** @param page its HTML file in bench/page; served as `/` + that name */
export async function serveBench(page: string, say: (line: string) => void): Promise<BenchPage> {
	const folder = join(root, 'node_modules/.cache/bench-page');
	say('Building the bench ...');
	await build({
		root: source,
		configFile: false,
		logLevel: 'error',
		publicDir: join(root, 'public'),
		worker: { format: 'es' },
		build: {
			outDir: folder,
			emptyOutDir: true,
			target: 'esnext',
			assetsInlineLimit: 0,
			chunkSizeWarningLimit: 2500,
			rolldownOptions: { input: join(source, page) },
		},
	});
	const server = await serve({ root: folder });
	const { path, from } = findChromium();
	say(`Browser: ${path} (${from})`);
	return { server, browser: path };
}

export const machine = () => `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} logical cores`;
