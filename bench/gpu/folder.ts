/** Makes a folder with the bench in one file and all that it reads: it runs with Node alone, without a network. */
import { cpSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { root } from '../../scripts/build';

export async function makeFolder(folder: string, network: string): Promise<void> {
	const to = resolve(folder);
	// Not loaded where the folder is used: the script there has no packages.
	const { build } = await import('vite');
	await build({
		configFile: false,
		root,
		publicDir: false,
		logLevel: 'warn',
		ssr: { noExternal: true, external: ['webgpu', 'vite'] },
		build: {
			ssr: 'bench/gpu.ts',
			outDir: to,
			target: 'node22',
			emptyOutDir: false,
			rolldownOptions: { output: { entryFileNames: 'gpu.mjs', codeSplitting: false } },
		},
	});
	cpSync(network, join(to, 'perception'), { recursive: true });
	for (const file of ['torch_paint.py', 'gpu/README.md']) {
		cpSync(join(root, 'bench', file), join(to, file.replace('gpu/', '')));
	}
	const dawn = dirname(createRequire(import.meta.url).resolve('webgpu'));
	const copy = join(to, 'node_modules/webgpu');
	mkdirSync(copy, { recursive: true });
	for (const part of ['index.js', 'package.json', 'LICENSE.md', 'dist']) {
		cpSync(join(dawn, part), join(copy, part), { recursive: true });
	}
}
