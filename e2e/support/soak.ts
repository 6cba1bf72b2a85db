/** Jobs of every tab, mixed and cancelled at any moment: none may be lost, hang, or leave memory behind. */
import type { Page } from '@playwright/test';
import type {} from '../../src/app/automation/types';
import type { MemoryReport } from '../../src/engine/protocol';
import { presentMemory } from './memory';
import { everyJob, type Planned, plan } from './soakPlan';

/** The memory while no job runs, in bytes where nothing else is said. */
export interface MemorySample extends MemoryReport {
	/** Jobs that had ended by then. */
	readonly jobs: number;
	/** Of the page's process: page, workers and kernels. Undefined where the system does not tell. */
	readonly process: number | undefined;
}

export interface SoakReport {
	readonly jobs: number;
	readonly done: number;
	readonly cancelled: number;
	/** Jobs that ended in another way than they should have, with the reason. */
	readonly failed: readonly string[];
	/** Jobs that had not ended when the patience with them did. The soak ends with the first. */
	readonly hung: readonly string[];
	/** Why the worker had to be started again. */
	readonly restarts: readonly string[];
	/** Jobs of which nothing is known, because the page died or the soak ended before. */
	readonly lost: number;
	/** Before the first job, once every network is there, and after each round. */
	readonly memory: readonly MemorySample[];
	/** Bytes that the page's process has grown by from the first sample after a round to the last, by straight line. */
	readonly growth: number | undefined;
	readonly seconds: number;
}

type Outcome = Pick<SoakReport, 'done' | 'cancelled' | 'failed' | 'hung' | 'restarts'>;

interface Round {
	readonly jobs: readonly Planned[];
	/** Jobs that are under way at the same time. */
	readonly atOnce: number;
	/** Milliseconds that a job may take, waiting for others included. */
	readonly patience: number;
}

/** Runs in the page. */
async function runRound({ jobs, atOnce, patience }: Round): Promise<Outcome> {
	if (window.atelier === undefined) throw new Error('The page has no automation.');
	const { engine } = window.atelier;
	const canvas = new OffscreenCanvas(96, 64);
	const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
	for (let band = 0; band < 8; band++) {
		context.fillStyle = `hsl(${band * 45} 70% 50%)`;
		context.fillRect(band * 12, 0, 12, 64);
	}
	const picture = await canvas.convertToBlob();
	const vector = new Float32Array(300).fill(300 ** -0.5);
	const filled = (value: unknown): unknown => {
		if (value === '$picture') return picture;
		if (value === '$vector') return vector;
		if (Array.isArray(value)) return value.map(filled);
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one)]));
	};

	const counts = { done: 0, cancelled: 0 };
	const failed: string[] = [];
	const hung: string[] = [];
	const restarts: string[] = [];
	const stop = engine.subscribe((status) => {
		if (status.state === 'recovering') restarts.push(status.why);
	});
	const runOne = async ({ name, job, request, cancel }: Planned): Promise<void> => {
		const controller = new AbortController();
		const abort = () => controller.abort();
		let signs = typeof cancel === 'object' && 'sign' in cancel ? cancel.sign : 0;
		if (cancel === 'before') abort();
		const onProgress = () => {
			signs -= 1;
			if (signs === 0) abort();
		};
		const running = engine.run(job, filled(request), { signal: controller.signal, onProgress });
		if (cancel === 'at once') abort();
		if (typeof cancel === 'object' && 'after' in cancel) setTimeout(abort, cancel.after);
		let timer: ReturnType<typeof setTimeout> | undefined;
		const tired = new Promise<'hung'>((resolve) => {
			timer = setTimeout(() => resolve('hung'), patience);
		});
		try {
			if ((await Promise.race([running, tired])) === 'hung') hung.push(name);
			else counts.done += 1;
		} catch (error) {
			if (cancel !== undefined && (error as Error).name === 'AbortError') counts.cancelled += 1;
			else failed.push(`${name}: ${error}`);
		} finally {
			clearTimeout(timer);
		}
	};
	const waiting = [...jobs];
	const runSome = async (): Promise<void> => {
		while (hung.length === 0) {
			const next = waiting.shift();
			if (next === undefined) return;
			await runOne(next);
		}
	};
	await Promise.all(Array.from({ length: atOnce }, runSome));
	stop();
	return { ...counts, failed, hung, restarts };
}

/** @returns by how much a straight line through the samples rises from the first to the last */
export function growthOf(samples: readonly MemorySample[]): number | undefined {
	const points = samples.flatMap(({ jobs, process }) => (process === undefined ? [] : [{ jobs, process }]));
	if (points.length < 2) return undefined;
	const mean = (of: (point: (typeof points)[number]) => number) =>
		points.reduce((sum, point) => sum + of(point), 0) / points.length;
	const centre = { jobs: mean(({ jobs }) => jobs), process: mean(({ process }) => process) };
	const covariance = mean(({ jobs, process }) => (jobs - centre.jobs) * (process - centre.process));
	const variance = mean(({ jobs }) => (jobs - centre.jobs) ** 2);
	return (covariance / variance) * ((points.at(-1)?.jobs ?? 0) - (points[0]?.jobs ?? 0));
}

interface SoakOptions extends Omit<Round, 'jobs'> {
	readonly jobs: number;
	readonly seed: number;
	/** Jobs between two looks at the memory, for which no job may run. */
	readonly round: number;
	/** Gets a line after each round. */
	readonly say?: (line: string) => void;
}

/** Runs each job once so that its networks are there, then `jobs` of them in random order. */
export async function soak(page: Page, options: SoakOptions): Promise<SoakReport> {
	const { jobs, seed, round, say, ...others } = options;
	const began = performance.now();
	const seconds = () => Math.round((performance.now() - began) / 1000);
	const memory: MemorySample[] = [];
	const outcomes: Outcome[] = [];
	const count = (of: 'done' | 'cancelled') => outcomes.reduce((sum, outcome) => sum + outcome[of], 0);
	const list = (of: 'failed' | 'hung' | 'restarts') => outcomes.flatMap((outcome) => outcome[of]);
	const ended = () => count('done') + count('cancelled') + list('failed').length;
	const look = async () => {
		const report = (await page.evaluate(() => window.atelier?.engine.memory())) as MemoryReport;
		const browser = page.context().browser();
		memory.push({ jobs: ended(), ...report, process: browser ? await presentMemory(browser) : undefined });
	};
	// What fails here does not count as one of the jobs, and fails the soak all the same.
	const first = await page.evaluate(runRound, { ...others, jobs: everyJob });
	if (first.done < everyJob.length) throw new Error([...first.failed, ...first.hung, ...first.restarts].join('\n'));
	await look();
	const planned = plan(jobs, seed);
	try {
		while (planned.length > 0 && list('hung').length === 0) {
			outcomes.push(await page.evaluate(runRound, { ...others, jobs: planned.splice(0, round) }));
			await look();
			say?.(`${ended()} of ${jobs} jobs after ${seconds()} s: ${JSON.stringify(memory.at(-1))}`);
		}
	} catch (error) {
		// The page is gone, and what was asked of it is lost.
		say?.(String(error));
	}
	const [failed, hung, restarts] = [list('failed'), list('hung'), list('restarts')];
	return {
		...{ jobs, done: count('done'), cancelled: count('cancelled'), failed, hung, restarts },
		...{ lost: jobs - ended() - hung.length, memory, growth: growthOf(memory.slice(1)), seconds: seconds() },
	};
}
