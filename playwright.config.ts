import { createServer } from 'node:net';
import { defineConfig } from '@playwright/test';
import { isWanted } from './e2e/support/longTasks';
import { findChromium, quietFlags, softwareGpuFlags } from './scripts/findChromium';

const browser = findChromium();

function freePort(): Promise<number> {
	return new Promise((resolve) => {
		const probe = createServer().listen(0, '127.0.0.1', () => {
			const address = probe.address();
			probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
		});
	});
}

// This file is read again by every worker: the first reading chooses the port, and tells which browser it took.
if (process.env.ATELIER_E2E_PORT === undefined) {
	process.env.ATELIER_E2E_PORT = String(await freePort());
	console.log(`Browser: ${browser.path} (${browser.from})`);
}
const origin = `http://127.0.0.1:${process.env.ATELIER_E2E_PORT}`;

export default defineConfig({
	testDir: 'e2e',
	outputDir: 'test-results',
	forbidOnly: true,
	// One painting keeps two cores busy: side by side, tests would only wait for each other.
	workers: 1,
	// For a slow machine, not for waiting: a step ends when its result is there.
	timeout: 180_000,
	expect: { timeout: 60_000 },
	// Chromium has hung on a reload once in thousands. What passes the second time is reported as flaky, with the trace of the first.
	retries: process.env.CI ? 1 : 0,
	reporter: [
		['list'],
		['json', { outputFile: 'test-results/report.json' }],
		...(isWanted() ? [['./e2e/support/longTaskReporter.ts'] as [string]] : []),
	],
	use: {
		baseURL: origin,
		// Less than a test has, or a page that hangs is reported as a test that was slow.
		navigationTimeout: 60_000,
		// Most tests want the server's own answers; e2e/offline.spec.ts allows the service worker.
		serviceWorkers: 'block',
		trace: 'retain-on-failure',
	},
	projects: [
		{
			name: 'wasm',
			testIgnore: '**/*.webgpu.spec.ts',
			use: { launchOptions: { executablePath: browser.path, args: [...quietFlags] } },
		},
		{
			name: 'webgpu',
			testMatch: '**/*.webgpu.spec.ts',
			use: { launchOptions: { executablePath: browser.path, args: [...quietFlags, ...softwareGpuFlags] } },
		},
	],
	webServer: {
		// Node itself, and no shell's way of finding programs: the same words do on every system.
		command: 'node --import tsx scripts/start.ts',
		url: origin,
		env: { PORT: process.env.ATELIER_E2E_PORT },
		timeout: 300_000,
		stdout: 'pipe',
	},
});
