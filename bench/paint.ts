/** Measures Paint's objective in a real browser, and PyTorch for comparison, in one run. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright';
import { root } from '../scripts/build';
import { quietFlags, softwareGpuFlags } from '../scripts/findChromium';
import type { BackendReport } from '../src/engine/protocol';
import { machine, serveBench } from './browse';
import type {} from './page/main';
import type { Measured } from './page/questions';
import type { Report, Result } from './table';
import { timeTorch } from './torch';

export interface BenchOptions {
	readonly rounds: number;
	/** Sizes for every backend; default: the usual ones of each. */
	readonly sizes?: readonly number[];
	readonly backends: readonly ('wasm' | 'webgpu')[];
	readonly say: (line: string) => void;
}

/** Whether there is a real GPU: a software adapter takes minutes for what a GPU does in a second. */
const isSoftware = ({ adapter = '' }: BackendReport) => /swiftshader|llvmpipe|software|warp/i.test(adapter);

function usualSizes(report: BackendReport): number[] {
	if (report.name === 'wasm') return [128, 256];
	return isSoftware(report) ? [128] : [128, 256, 512];
}

/** Stock gradients take ten times as long as ours, so they are left out on a software adapter. */
function stockRounds(report: BackendReport, rounds: number): number {
	return isSoftware(report) ? 0 : Math.ceil(rounds / 4);
}

export async function benchPaint(options: BenchOptions): Promise<Report> {
	const { server, browser: path } = await serveBench('index.html', options.say);
	const results: Result[] = [];
	let version = '';
	try {
		for (const backend of options.backends) {
			const browser = await launch(path, backend, server.origin);
			version = browser.version();
			try {
				results.push(...(await benchBackend(browser, server.origin, backend, options)));
			} finally {
				await browser.close();
			}
		}
	} finally {
		await server.close();
	}
	const sizes = [...new Set(results.map(({ size }) => size))].sort((a, b) => a - b);
	options.say('PyTorch ...');
	const torch = timeTorch(sizes);
	if (!torch) options.say('PyTorch is not installed here: name a Python that has it in ATELIER_PYTHON.');
	return {
		date: new Date().toISOString(),
		machine: machine(),
		browser: version,
		network: createHash('sha256')
			.update(readFileSync(join(root, 'public/models/perception/model.safetensors')))
			.digest('hex'),
		results,
		...(torch ? { torch } : {}),
	};
}

/** Starts Chromium with a GPU if there is one, otherwise with a software adapter. */
async function launch(path: string, backend: 'wasm' | 'webgpu', origin: string): Promise<Browser> {
	const start = (flags: readonly string[]) =>
		chromium.launch({ executablePath: path, args: [...quietFlags, ...flags] });
	if (backend === 'wasm') return start([]);
	const browser = await start(['--enable-unsafe-webgpu', '--enable-features=Vulkan', '--ignore-gpu-blocklist']);
	const page = await browser.newPage();
	await page.goto(origin);
	const hasGpu = await page.evaluate(async () => {
		const adapter = await navigator.gpu?.requestAdapter();
		return (
			adapter !== null &&
			adapter !== undefined &&
			!/swiftshader|llvmpipe/i.test(`${adapter.info.vendor} ${adapter.info.architecture} ${adapter.info.description}`)
		);
	});
	await page.close();
	if (hasGpu) return browser;
	await browser.close();
	return start(softwareGpuFlags);
}

async function benchBackend(
	browser: Browser,
	origin: string,
	backend: 'wasm' | 'webgpu',
	{ rounds, sizes, say }: BenchOptions,
): Promise<Result[]> {
	const page = await browser.newPage();
	await page.goto(origin);
	await page.waitForFunction(() => 'ask' in window);
	const report = (await page.evaluate(
		(name) => window.ask({ type: 'start', backend: name }),
		backend,
	)) as BackendReport;
	if (report.name !== backend) throw new Error(`${backend} did not start: ${report.reason}`);
	say(report.reason);
	const results: Result[] = [];
	for (const size of sizes ?? usualSizes(report)) {
		say(`${backend}, ${size} px ...`);
		const question = { type: 'measure', size, rounds, stockRounds: stockRounds(report, rounds) } as const;
		const measured = (await page.evaluate((q) => window.ask(q), question)) as Measured;
		results.push({ backend: report, size, measured });
	}
	return results;
}
