/** The bench of Story: the studio's own worker in a real browser on WASM, from a picture file to its story. */
import { chromium } from 'playwright';
import { quietFlags } from '../scripts/findChromium';
import { asker } from './ask';
import { machine, serveBench } from './browse';
import type { StoryReport } from './storyTable';

const ask = asker('storyBench');

export interface StoryBenchOptions {
	readonly rounds: number;
	readonly say: (line: string) => void;
}

export async function benchStory({ rounds, say }: StoryBenchOptions): Promise<StoryReport> {
	const { server, browser: path } = await serveBench('story.html', say);
	try {
		const browser = await chromium.launch({ executablePath: path, args: [...quietFlags] });
		try {
			const page = await browser.newPage();
			await page.goto(`${server.origin}/story.html`);
			await page.waitForFunction(() => window.storyBench !== undefined);
			const backend = await ask(page, 'start', 'wasm');
			say(backend.reason);
			say(`A story, ${rounds} times ...`);
			const times = await ask(page, 'write', rounds);
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
