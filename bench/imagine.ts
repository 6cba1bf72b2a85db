/** The bench of Imagine: the studio's own worker in a real browser on WASM, from a sentence to its birds. */
import { chromium } from 'playwright';
import { quietFlags } from '../scripts/findChromium';
import { asker } from './ask';
import { machine, serveBench } from './browse';
import type { ImagineReport } from './imagineTable';

const ask = asker('imagineBench');

export interface ImagineBenchOptions {
	readonly rounds: number;
	readonly say: (line: string) => void;
}

export async function benchImagine({ rounds, say }: ImagineBenchOptions): Promise<ImagineReport> {
	const { server, browser: path } = await serveBench('imagine.html', say);
	try {
		const browser = await chromium.launch({ executablePath: path, args: [...quietFlags] });
		try {
			const page = await browser.newPage();
			await page.goto(`${server.origin}/imagine.html`);
			await page.waitForFunction(() => window.imagineBench !== undefined);
			const backend = await ask(page, 'start', 'wasm');
			say(backend.reason);
			say(`A sheet of either kind, ${rounds} times ...`);
			const times = await ask(page, 'draw', rounds);
			return {
				date: new Date().toISOString(),
				machine: machine(),
				browser: browser.version(),
				backend,
				model: await ask(page, 'modelHash'),
				rounds,
				...times,
			};
		} finally {
			await browser.close();
		}
	} finally {
		await server.close();
	}
}
