import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { groups } from './scripts/chunks.ts';
import { developmentHeaders, productionHeaders } from './scripts/headers.ts';
import { hosting } from './scripts/hosting.ts';
import { collectPackages, notices } from './scripts/notices.ts';
import { precache, serviceWorkerFile } from './scripts/precache.ts';
import { precompress } from './scripts/precompress.ts';
import { preload } from './scripts/preload.ts';

/** Short, and alike within a file, so that the names compress well: the scripts of the first screen carry them. */
const scopedName = (name: string, file: string): string =>
	`${name}_${createHash('sha256')
		.update(relative(import.meta.dirname, file.split('?')[0] as string).replaceAll('\\', '/'))
		.digest('hex')
		.slice(0, 4)}`;

export default defineConfig({
	css: { modules: { generateScopedName: scopedName } },
	// The studio works in whatever folder of a host it lies.
	base: './',
	// In this order: the list of files goes into the service worker, then all of it is compressed.
	plugins: [
		react(),
		hosting(),
		// What src/app/navigation.ts shows at first.
		preload('/src/app/tabs/story/page.tsx'),
		collectPackages(),
		notices(),
		precache(),
		precompress(),
	],
	worker: { format: 'es', plugins: () => [collectPackages()] },
	build: {
		target: 'esnext',
		// The security policy forbids fetching data: addresses, so no asset may be inlined as one.
		assetsInlineLimit: 0,
		// TensorFlow.js alone is over Vite's default of 500 kB; e2e/budget.spec.ts holds the real limit.
		chunkSizeWarningLimit: 2500,
		rolldownOptions: {
			input: { index: 'index.html', serviceWorker: 'src/app/serviceWorker/main.ts' },
			output: {
				codeSplitting: { groups },
				// A service worker rules the folder it lies in, so it must lie at the top, under a name that stays.
				entryFileNames: ({ name }) => (name === 'serviceWorker' ? serviceWorkerFile : 'assets/[name]-[hash].js'),
			},
		},
	},
	server: { headers: { ...developmentHeaders } },
	preview: { headers: { ...productionHeaders } },
	test: {
		environment: 'node',
		include: ['{src,scripts,cli,bench}/**/*.test.{ts,tsx}'],
		testTimeout: 20_000,
		coverage: { include: ['src/**/*.{ts,tsx}', 'scripts/**/*.ts', 'cli/**/*.ts'], reporter: ['text-summary', 'html'] },
	},
});
