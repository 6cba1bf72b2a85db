/** The built page in a browser without a window. */
import { chromium, type Page } from 'playwright';
import { buildIfNeeded, dist } from '../scripts/build';
import { findChromium, quietFlags, softwareGpuFlags } from '../scripts/findChromium';
import { serve } from '../scripts/server';
import type {} from '../src/app/automation/types';

export interface StudioOptions {
	/** Undefined lets the page choose as it does for a visitor. */
	readonly backend?: 'webgpu' | 'wasm';
	/** Runs WebGPU on the processor, where there is no GPU. */
	readonly softwareGpu?: boolean;
	/** Gets the page's lines of progress. */
	readonly onProgress?: (line: string) => void;
}

/**
 * Builds the studio when needed, serves it on a free port, opens it, and closes all of it after `work`.
 * @throws Error when there is no browser, the build fails, or the page does not come up
 */
export async function inStudio<T>(options: StudioOptions, work: (page: Page) => Promise<T>): Promise<T> {
	buildIfNeeded();
	const browserFound = findChromium();
	console.error(`Browser: ${browserFound.path} (${browserFound.from})`);
	const server = await serve({ root: dist });
	try {
		const gpuFlags = options.softwareGpu ? softwareGpuFlags : ['--enable-unsafe-webgpu'];
		const browser = await chromium.launch({ executablePath: browserFound.path, args: [...quietFlags, ...gpuFlags] });
		try {
			const context = await browser.newContext({ serviceWorkers: 'block' });
			const page = await context.newPage();
			page.on('pageerror', (error) => console.error(error.message));
			await page.exposeFunction('atelierProgress', options.onProgress ?? (() => undefined));
			const backend = options.backend === undefined ? '' : `&backend=${options.backend}`;
			await page.goto(`${server.origin}/?automation${backend}`);
			await page.waitForFunction(() => window.atelier !== undefined);
			return await work(page);
		} finally {
			await browser.close();
		}
	} finally {
		await server.close();
	}
}
