/** The bench of Imagine: the studio's own worker in a real browser on WASM, from a sentence to its birds. */
import { chromium, type Page } from 'playwright';
import { quietFlags } from '../scripts/findChromium';
import { machine, serveBench } from './browse';
import type { ImagineReport } from './imagineTable';
import type { ImagineBench } from './page/imagineQuestions';

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

function ask<K extends keyof ImagineBench>(
	page: Page,
	name: K,
	...request: Parameters<ImagineBench[K]>
): Promise<Awaited<ReturnType<ImagineBench[K]>>> {
	const asked: { name: keyof ImagineBench; request: unknown[] } = { name, request };
	return page.evaluate(async ({ name, request }) => {
		if (window.imagineBench === undefined) throw new Error('The page has no bench.');
		return (window.imagineBench[name] as (...request: unknown[]) => unknown)(...request);
	}, asked) as Promise<Awaited<ReturnType<ImagineBench[K]>>>;
}
