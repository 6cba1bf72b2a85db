import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { IndexedFiles, IndexFilesRequest } from '../../src/app/tabs/find/automationTypes';
import { defaultCaptionOptions } from '../../src/features/find/options';
import { indexFiles } from './indexFiles';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'atelier-index-files-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string) => {
	const path = join(folder, name);
	writeFileSync(path, name);
	return { file: `photos/${name}`, path };
};

const captions = [{ text: 'a dog', words: ['a', 'dog'], logProbability: -1 }];

/** A page that cannot read files whose names begin with "bad". */
function fakePage() {
	const chosen: (readonly string[])[] = [];
	const asked: IndexFilesRequest[] = [];
	const index = (request: IndexFilesRequest): IndexedFiles => {
		asked.push(request);
		const isBad = (path: string) => path.includes('bad');
		return {
			modelHash: 'model',
			files: request.paths.filter((path) => !isBad(path)).map((path) => ({ path, hash: `hash of ${path}`, captions })),
			unreadable: request.paths.filter(isBad).map((path) => ({ path, why: `“${path}” is damaged.` })),
			embedded: 1,
		};
	};
	const page = {
		setInputFiles: async (selector: string, paths: readonly string[]) => {
			expect(selector).toBe('#files');
			chosen.push(paths);
		},
		evaluate: async (_: unknown, { name, request }: { name: string; request: IndexFilesRequest }) =>
			name === 'input' ? '#files' : index(request),
	} as unknown as Page;
	return { page, chosen, asked };
}

const lines: unknown[] = [];
beforeEach(() => {
	lines.length = 0;
	vi.spyOn(console, 'error').mockImplementation((line) => void lines.push(line));
	return () => vi.restoreAllMocks();
});

describe('indexFiles', () => {
	it('lets the page read the files in place, and names them by their path in the folder', async () => {
		const { page, chosen, asked } = fakePage();
		const files = [file('b.jpg'), file('a.jpg')];
		const indexed = await indexFiles(page, files, defaultCaptionOptions);
		expect(chosen).toEqual([files.map(({ path }) => path)]);
		expect(asked).toEqual([{ paths: ['photos/b.jpg', 'photos/a.jpg'], captions: defaultCaptionOptions }]);
		expect(indexed).toMatchObject({ unreadable: [], embedded: 1, modelHash: 'model' });
		expect(indexed.files.map(({ path }) => path)).toEqual(['photos/b.jpg', 'photos/a.jpg']);
		expect(lines).toEqual([]);
	});

	it('skips files that cannot be opened or read, and says why in their order', async () => {
		const { page, chosen } = fakePage();
		const gone = { file: 'photos/gone.jpg', path: join(folder, 'gone.jpg') };
		const files = [file('bad.jpg'), gone, file('good.jpg'), file('bad copy.jpg')];
		const { files: readable, unreadable } = await indexFiles(page, files, defaultCaptionOptions);
		expect(chosen[0]).toHaveLength(3);
		expect(readable.map(({ path }) => path)).toEqual(['photos/good.jpg']);
		expect(unreadable).toEqual([
			{ file: 'photos/bad.jpg', why: '“photos/bad.jpg” is damaged.' },
			{ file: 'photos/gone.jpg', why: expect.stringMatching(/cannot be opened/) },
			{ file: 'photos/bad copy.jpg', why: '“photos/bad copy.jpg” is damaged.' },
		]);
		expect(lines).toEqual(unreadable.map((one) => `${one.file}: ${one.why}`));
	});
});
