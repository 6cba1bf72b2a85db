/** The command line as `npm run atelier -- ...` runs it, on WASM. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { root } from '../../scripts/build';

interface Ended {
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
}

export function atelier(...words: string[]): Promise<Ended> {
	return new Promise((resolve) => {
		const all = ['--import', 'tsx', join(root, 'cli', 'main.ts'), ...words, '--backend', 'wasm'];
		execFile(process.execPath, all, { cwd: root }, (error, stdout, stderr) => {
			resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
		});
	});
}

/** What it prints when it succeeds: one line of JSON. */
export async function answer(...words: string[]) {
	const { code, stdout, stderr } = await atelier(...words);
	expect(code, stderr).toBe(0);
	expect(stdout.trim().split('\n')).toHaveLength(1);
	return { line: JSON.parse(stdout), stderr };
}
