/** Builds and serves a bench's page, finds a browser, and names the machine. */
import { cpus } from 'node:os';
import { join } from 'node:path';
import { root } from '../scripts/build';
import { buildPage } from '../scripts/buildPage';
import { findChromium } from '../scripts/findChromium';
import { type StudioServer, serve } from '../scripts/server';

export interface BenchPage {
	readonly server: StudioServer;
	/** The browser's path. */
	readonly browser: string;
}

/** @param page its HTML file in bench/page; served as `/` + that name */
export async function serveBench(page: string, say: (line: string) => void): Promise<BenchPage> {
	say('Building the bench ...');
	const publicDir = join(root, 'public');
	const folder = await buildPage({ name: 'bench-page', source: join(root, 'bench/page'), html: page, publicDir });
	const server = await serve({ root: folder });
	const { path, from } = findChromium();
	say(`Browser: ${path} (${from})`);
	return { server, browser: path };
}

export const machine = () => `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} logical cores`;
