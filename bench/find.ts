/** Measures Find with the studio's worker, index and search. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { type PictureFile, picturesIn } from '../cli/find/pictures';
import { asker } from './ask';
import type { FindReport } from './findTable';
import { type BenchOptions, runBench } from './session';

const ask = asker('findBench');

export interface FindBenchOptions extends BenchOptions {
	/** Number of synthetic pictures to index; a folder is indexed completely. */
	readonly count: number;
	readonly folder?: string;
}

const vectors = 10_000;
const inversions = 3;

export async function benchFind({ count, folder, ...options }: FindBenchOptions): Promise<FindReport> {
	const { rounds, say } = options;
	const files = folder === undefined ? [] : picturesIn(folder, '--pictures');
	return runBench('findBench', options, async (page) => {
		say(`One caption, ${rounds} times ...`);
		const caption = await ask(page, 'caption', rounds);
		say(`Query over ${vectors} vectors, ${rounds} times ...`);
		const query = await ask(page, 'query', vectors, rounds);
		say(`Deep search, ${inversions} times ...`);
		const invert = await ask(page, 'invert', inversions);
		say(`Indexing ${files.length || count} pictures ...`);
		await addPictures(page, files);
		const index = await ask(page, 'index', count);
		return {
			pictures: folder === undefined ? ('synthetic, 192 px' as const) : ('a folder' as const),
			caption,
			query,
			invert,
			index,
		};
	});
}

/** Number of pictures sent at once: messages between Node and the browser are limited in size. */
async function addPictures(page: Page, files: readonly PictureFile[]): Promise<void> {
	for (let at = 0; at < files.length; at += 16) {
		const some = files.slice(at, at + 16);
		const pictures = some.map(({ file, path }) => ({ name: file, data: readFileSync(path).toString('base64') }));
		await ask(page, 'addPictures', pictures);
	}
}
