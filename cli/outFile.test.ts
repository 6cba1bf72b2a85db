import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { UsageError } from './flags';
import { checkOutFile } from './outFile';

let folder: string;
const at = (name: string) => join(folder, name);
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'atelier-out-'));
	mkdirSync(at('folder.png'));
	writeFileSync(at('old.png'), '');
	writeFileSync(at('locked.png'), '');
	chmodSync(at('locked.png'), 0o400);
});
afterAll(() => rmSync(folder, { recursive: true }));

it('takes new files and files to write over', () => {
	for (const name of ['new.png', 'old.png']) expect(() => checkOutFile('--out', at(name))).not.toThrow();
});

it('refuses folders, and files in folders that do not exist', () => {
	expect(() => checkOutFile('--out', at('folder.png'))).toThrow(UsageError);
	expect(() => checkOutFile('--out', at('folder.png'))).toThrow(/^--out .*folder\.png: this is a folder\. Name a file/);
	expect(() => checkOutFile('--out', at('none/a.png'))).toThrow(/the folder .*none does not exist/);
});

// Root may write everywhere.
it.skipIf(process.getuid?.() === 0)('refuses what may not be written', () => {
	expect(() => checkOutFile('--out', at('locked.png'))).toThrow(/you may not write there/);
});
