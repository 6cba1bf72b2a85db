import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { UsageError } from '../flags';
import { checkFolder, saveIn } from './folder';

let folder: string;
const at = (name: string) => join(folder, name);
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'atelier-imagine-'));
	writeFileSync(at('notes.txt'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

it('takes a folder that is there and one that is not, however deep, and makes neither', () => {
	expect(() => checkFolder('--out', folder)).not.toThrow();
	expect(() => checkFolder('--out', at('new/deep/'))).not.toThrow();
	expect(existsSync(at('new'))).toBe(false);
});

it('says that birds do not go to a file, nor into one', () => {
	expect(() => checkFolder('--out', at('notes.txt'))).toThrow(UsageError);
	expect(() => checkFolder('--out', at('notes.txt'))).toThrow(/notes\.txt is a file\. Birds go to a folder/);
	expect(() => checkFolder('--out', at('notes.txt/birds'))).toThrow(/notes\.txt is a file/);
});

it('makes the folder with the first file', () => {
	const path = saveIn(at('new/deep/'), 'a.png', Buffer.from('bytes').toString('base64'));
	expect(path).toBe(join(folder, 'new', 'deep', 'a.png'));
	expect(readFileSync(path, 'utf8')).toBe('bytes');
});
