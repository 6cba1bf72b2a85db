/** The bench of Find: the studio's own worker, index and search in a real browser on WASM, all in one run. */
import { readFileSync } from 'node:fs';
import { chromium, type Page } from 'playwright';
import { type PictureFile, picturesIn } from '../cli/find/pictures';
import { quietFlags } from '../scripts/findChromium';
import { asker } from './ask';
import { machine, serveBench } from './browse';
import type { FindReport } from './findTable';

const ask = asker('findBench');

export interface FindBenchOptions {
	readonly rounds: number;
	/** How many synthetic pictures to index; a folder is indexed whole. */
	readonly count: number;
	readonly folder?: string;
	readonly say: (line: string) => void;
}

const vectors = 10_000;
const inversions = 3;

export async function benchFind({ rounds, count, folder, say }: FindBenchOptions): Promise<FindReport> {
	const files = folder === undefined ? [] : picturesIn(folder, '--pictures');
	const { server, browser: path } = await serveBench('find.html', say);
	try {
		const browser = await chromium.launch({ executablePath: path, args: [...quietFlags] });
		try {
			const page = await browser.newPage();
			await page.goto(`${server.origin}/find.html`);
			await page.waitForFunction(() => window.findBench !== undefined);
			const backend = await ask(page, 'start', 'wasm');
			say(backend.reason);
			say(`One caption, ${rounds} times ...`);
			const caption = await ask(page, 'caption', rounds);
			say(`Query over ${vectors} vectors, ${rounds} times ...`);
			const query = await ask(page, 'query', vectors, rounds);
			say(`Search through the decoder, ${inversions} times ...`);
			const invert = await ask(page, 'invert', inversions);
			say(`Indexing ${files.length || count} pictures ...`);
			await addPictures(page, files);
			const index = await ask(page, 'index', count);
			return {
				date: new Date().toISOString(),
				machine: machine(),
				browser: browser.version(),
				backend,
				model: await ask(page, 'modelHash'),
				pictures: folder === undefined ? 'synthetic, 192 px' : 'a folder',
				rounds,
				caption,
				index,
				query,
				invert,
			};
		} finally {
			await browser.close();
		}
	} finally {
		await server.close();
	}
}

/** A few at a time: a message between Node and the browser has its limit. */
async function addPictures(page: Page, files: readonly PictureFile[]): Promise<void> {
	for (let at = 0; at < files.length; at += 16) {
		const some = files.slice(at, at + 16);
		const pictures = some.map(({ file, path }) => ({ name: file, data: readFileSync(path).toString('base64') }));
		await ask(page, 'addPictures', pictures);
	}
}
