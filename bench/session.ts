/** Runs one bench in a real browser on WASM: builds and serves its page, starts its engine, and closes everything again. */
import { chromium, type Page } from 'playwright';
import { quietFlags } from '../scripts/findChromium';
import type { BackendReport } from '../src/engine/protocol';
import { type Benches, commonAsker } from './ask';
import { machine, serveBench } from './browse';

/** What the reports of all tabs have in common. */
export interface BenchReport {
	/** ISO 8601. */
	readonly date: string;
	readonly machine: string;
	readonly browser: string;
	readonly backend: BackendReport;
	/** SHA-256 over the networks that computed the figures. */
	readonly model: string;
	readonly rounds: number;
}

export interface BenchOptions {
	readonly rounds: number;
	readonly say: (line: string) => void;
}

/** @param measure gets the figures from the page; called once the engine has started */
export async function runBench<B extends keyof Benches, T extends object>(
	bench: B,
	{ rounds, say }: BenchOptions,
	measure: (page: Page) => Promise<T>,
): Promise<BenchReport & T> {
	const ask = commonAsker(bench);
	const { server, browser: path } = await serveBench('tabs.html', say);
	try {
		const browser = await chromium.launch({ executablePath: path, args: [...quietFlags] });
		try {
			const page = await browser.newPage();
			await page.goto(`${server.origin}/tabs.html?${bench.replace(/Bench$/, '')}`);
			await page.waitForFunction((name) => window[name] !== undefined, bench as keyof Benches);
			const backend = await ask(page, 'start', 'wasm');
			say(backend.reason);
			const figures = await measure(page);
			return {
				date: new Date().toISOString(),
				machine: machine(),
				browser: browser.version(),
				backend,
				model: await ask(page, 'modelHash'),
				rounds,
				...figures,
			};
		} finally {
			await browser.close();
		}
	} finally {
		await server.close();
	}
}
