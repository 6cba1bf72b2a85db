import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { UsageError } from '../flags';
import { picturesIn } from './pictures';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'atelier-pictures-'));
	for (const below of ['inner/deep', '.hidden', '__MACOSX', 'folder.jpg', 'none'])
		mkdirSync(join(folder, below), { recursive: true });
	for (const file of [
		'b.JPG',
		'a.png',
		'inner/deep/c.webp',
		'notes.txt',
		'.hidden/d.jpg',
		'__MACOSX/g.jpg',
		'.e.jpg',
		'none/f.md',
	])
		writeFileSync(join(folder, file), '');
	symlinkSync(join(folder, 'a.png'), join(folder, 'inner', 'link.png'));
	symlinkSync(folder, join(folder, 'inner', 'circle'));
	symlinkSync(join(folder, 'gone.png'), join(folder, 'inner', 'dangling.png'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('finds pictures at any depth, sorted by path, without hidden files and folders named like pictures', () => {
	const found = picturesIn(folder, '--in');
	expect(found.map(({ file }) => file)).toEqual(['a.png', 'b.JPG', 'inner/deep/c.webp', 'inner/link.png']);
	expect(readFileSync(found[2]?.path ?? '', 'utf8')).toBe('');
	expect(found[2]?.path).toMatch(/inner.deep.c\.webp$/);
});

it('says what was left out, and why', () => {
	const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
	picturesIn(folder, '--in');
	expect(told.mock.calls).toEqual([
		[
			`--in ${folder}: Left out: 2 other files. Only JPEG, PNG, WebP, GIF, BMP, AVIF and HEIC pictures can be opened here.`,
		],
	]);
	told.mockRestore();
});

// Other systems have no such names.
it.skipIf(process.platform !== 'linux')('reads files whose names are not UTF-8, by a path that is', () => {
	const below = join(folder, 'old');
	mkdirSync(below);
	writeFileSync(Buffer.concat([Buffer.from(`${below}/caf`), Buffer.from([0xe9]), Buffer.from('.jpg')]), 'content');
	picturesIn(below, '--in');
	const [only] = picturesIn(below, '--in');
	expect(only?.file).toBe('café.jpg');
	expect(readFileSync(only?.path ?? '', 'utf8')).toBe('content');
});

it('takes a single file whatever its extension', () => {
	const path = join(folder, 'notes.txt');
	expect(picturesIn(path, '--in')).toEqual([{ file: 'notes.txt', path }]);
});

it('names the flag and the folder that is empty or missing', () => {
	const empty = join(folder, 'none');
	expect(() => picturesIn(empty, '--library')).toThrow(UsageError);
	expect(() => picturesIn(empty, '--library')).toThrow(
		`--library ${empty}: this folder contains no pictures. Left out: 1 other file.`,
	);
	expect(() => picturesIn(join(folder, 'gone'), '--in')).toThrow(/^--in .*gone does not exist/);
});
