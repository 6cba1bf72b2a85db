/** The built page itself: when the first screen can be used on a slow device, and how long its main thread is ever busy. */
import { type Browser, chromium } from 'playwright';
import { buildIfNeeded, dist } from '../scripts/build';
import { findChromium, quietFlags } from '../scripts/findChromium';
import { serve } from '../scripts/server';
import { median } from '../src/app/bench/rounds';
import { machine } from './browse';
import { startTrace } from './trace';
import { type Act, walk } from './walk';

/** The slow device: its processor's slowdown, and its network. */
export const slow = { cpu: 4, megabits: 10, latency: 40 } as const;

export interface FirstScreen {
	/** Milliseconds from the request until the first picture, until the main button is there, and until it answers. */
	readonly painted: number;
	readonly shown: number;
	readonly interactive: number;
	/** Milliseconds that the main thread computed until then, whatever else the machine did. */
	readonly computed: number;
}

/** A task of the main thread that computed for over 50 ms. */
export interface LongTask {
	/** What the visitor was doing. */
	readonly during: string;
	/** Of computing: a machine that is busy with other things does not count. */
	readonly milliseconds: number;
}

export interface StudioPageReport {
	readonly date: string;
	readonly machine: string;
	readonly browser: string;
	readonly rounds: number;
	readonly first: FirstScreen;
	/** Of several walks, the one with the shortest tasks: whatever else the machine did is not to count. */
	readonly longTasks: readonly LongTask[];
}

declare global {
	interface Window {
		/** Of the page that is measured. */
		measured?: Partial<FirstScreen>;
	}
}

/** Runs in the page before its own scripts. The main button answers once the main thread is idle with it on the page. */
function watchFirstScreen(): void {
	window.measured = {};
	const measured = window.measured as { -readonly [K in keyof FirstScreen]?: number };
	new PerformanceObserver((list) => {
		measured.painted ??= list.getEntriesByName('first-contentful-paint')[0]?.startTime as number;
	}).observe({ type: 'paint', buffered: true });
	const watch = new MutationObserver(() => {
		const isThere = [...document.querySelectorAll('main button')].some((one) =>
			/^Choose a/.test(one.textContent ?? ''),
		);
		if (!isThere) return;
		watch.disconnect();
		measured.shown = performance.now();
		requestAnimationFrame(() =>
			requestIdleCallback(() => {
				measured.interactive = performance.now();
				performance.mark('interactive');
			}),
		);
	});
	watch.observe(document, { childList: true, subtree: true });
}

/** One visit with an empty cache. @param rate how often the processor is slowed */
async function visit(browser: Browser, address: string, rate: number): Promise<Omit<FirstScreen, 'computed'>> {
	const context = await browser.newContext();
	try {
		const page = await context.newPage();
		await page.addInitScript(watchFirstScreen);
		const session = await context.newCDPSession(page);
		const bytes = (slow.megabits * 1e6) / 8;
		await session.send('Network.enable');
		await session.send('Network.emulateNetworkConditions', {
			...{ offline: false, latency: slow.latency, downloadThroughput: bytes, uploadThroughput: bytes },
		});
		await session.send('Emulation.setCPUThrottlingRate', { rate });
		await page.goto(address);
		await page.waitForFunction(() => window.measured?.interactive !== undefined);
		return (await page.evaluate(() => window.measured)) as Omit<FirstScreen, 'computed'>;
	} finally {
		await context.close();
	}
}

async function firstScreen(browser: Browser, address: string): Promise<FirstScreen> {
	const stop = await startTrace(browser);
	await visit(browser, address, 1);
	const { tasks, marks } = await stop();
	const end = marks.get('interactive') ?? Number.POSITIVE_INFINITY;
	const computed = tasks.filter(({ begin }) => begin < end).reduce((sum, { computed }) => sum + computed, 0);
	return { ...(await visit(browser, address, slow.cpu)), computed };
}

/** One walk through the four tabs. */
async function walked(browser: Browser, address: string, say: (line: string) => void): Promise<LongTask[]> {
	const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
	try {
		const page = await context.newPage();
		const found: LongTask[] = [];
		const begin: Act = (page) => page.goto(`${address}?backend=wasm`).then(() => undefined);
		for (const [during, act] of [['opening the page', begin] as const, ...walk]) {
			say(during);
			const stop = await startTrace(browser);
			await act(page);
			const { tasks } = await stop();
			found.push(
				...tasks.flatMap(({ computed }) => (computed > 50 ? { during, milliseconds: Math.round(computed) } : [])),
			);
		}
		return found;
	} finally {
		await context.close();
	}
}

const longest = (tasks: readonly LongTask[]): number => Math.max(0, ...tasks.map(({ milliseconds }) => milliseconds));

export async function benchStudioPage(options: {
	readonly rounds: number;
	readonly say: (line: string) => void;
}): Promise<StudioPageReport> {
	const { rounds, say } = options;
	buildIfNeeded();
	const server = await serve({ root: dist });
	const browser = await chromium.launch({ executablePath: findChromium().path, args: [...quietFlags] });
	try {
		const firsts: FirstScreen[] = [];
		for (let round = -1; round < rounds; round++) {
			const first = await firstScreen(browser, `${server.origin}/`);
			say(
				`First screen: ${Math.round(first.interactive)} ms, ${Math.round(first.computed)} ms of computing at full speed`,
			);
			if (round >= 0) firsts.push(first);
		}
		const walks = [await walked(browser, `${server.origin}/`, say), await walked(browser, `${server.origin}/`, say)];
		const of = (figure: keyof FirstScreen) => median(firsts.map((first) => first[figure]));
		return {
			...{ date: new Date().toISOString(), machine: machine(), browser: browser.version(), rounds },
			first: { painted: of('painted'), shown: of('shown'), interactive: of('interactive'), computed: of('computed') },
			longTasks: walks.sort((a, b) => longest(a) - longest(b))[0] ?? [],
		};
	} finally {
		await browser.close();
		await server.close();
	}
}
