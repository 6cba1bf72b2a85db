import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { UsageError } from '../flags';
import { markdownNames, outOf, picturesAt } from './places';

let folder: string;
const at = (name: string) => join(folder, name);
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'atelier-story-'));
	mkdirSync(at('photos'));
	for (const name of ['photos/b.jpg', 'photos/a.jpg', 'c.jpg']) writeFileSync(at(name), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

it('goes through files and folders in their order; one named picture stands alone, a folder of one does not', () => {
	const several = picturesAt([at('c.jpg'), at('photos')]);
	expect(several.files.map(({ file }) => file)).toEqual(['c.jpg', 'a.jpg', 'b.jpg']);
	expect(several.alone).toBe(false);
	expect(picturesAt([at('c.jpg')]).alone).toBe(true);
	expect(picturesAt([at('photos')]).alone).toBe(false);
	expect(() => picturesAt([at('none.jpg')])).toThrow(/^--image .*none\.jpg does not exist/);
});

it('takes one story as Markdown or JSON, several as a folder or a JSON list', () => {
	expect(outOf(undefined, true)).toBeUndefined();
	expect(outOf(at('a.md'), true)).toEqual({ kind: 'story', path: at('a.md') });
	for (const alone of [true, false]) {
		expect(outOf(at('a.JSON'), alone)).toEqual({ kind: 'document', path: at('a.JSON') });
	}
	expect(outOf(at('photos'), false)).toEqual({ kind: 'folder', path: at('photos') });
	expect(outOf(at('new/'), false)).toEqual({ kind: 'folder', path: at('new/') });
});

it('says where a story cannot go', () => {
	expect(() => outOf(at('a.txt'), true)).toThrow(UsageError);
	expect(() => outOf(at('a.txt'), true)).toThrow(/end it in \.md or \.json/);
	expect(() => outOf(at('none/a.md'), true)).toThrow(/does not exist/);
	expect(() => outOf(at('c.jpg'), false)).toThrow(/is a file\. Several stories go to a folder/);
	expect(() => outOf(at('none/deep'), false)).toThrow(/does not exist/);
});

it('names no two stories the same', () => {
	const files = ['a.jpg', 'more/a.jpg', 'a.png', 'A.webp'].map((file) => ({ file, path: file }));
	expect(markdownNames(files)).toEqual(['a.md', 'more/a.md', 'a 2.md', 'A 3.md']);
});
