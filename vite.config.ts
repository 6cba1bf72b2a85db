import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { developmentHeaders, productionHeaders } from './scripts/headers.ts';

export default defineConfig({
	plugins: [react()],
	worker: { format: 'es' },
	build: {
		target: 'esnext',
		// The security policy forbids fetching data: addresses, so no asset may be inlined as one.
		assetsInlineLimit: 0,
		// TensorFlow.js alone is over Vite's default of 500 kB; e2e/budget.test.ts holds the real limit.
		chunkSizeWarningLimit: 2500,
	},
	server: { headers: { ...developmentHeaders } },
	preview: { headers: { ...productionHeaders } },
	test: {
		environment: 'node',
		include: ['{src,scripts,cli,bench}/**/*.test.{ts,tsx}'],
		testTimeout: 20_000,
		// TensorFlow.js keeps its gradients in ES modules that Node does not resolve by itself.
		server: { deps: { inline: [/tfjs-core\/dist\/(?!tf-core)/] } },
	},
});
