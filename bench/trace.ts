/** Traces the main thread of a page: each task, with the time that it computed. */
import type { Browser } from 'playwright';

/** Times in milliseconds. */
export interface Task {
	readonly begin: number;
	/** On the processor: waiting for it, while other programs have it, does not count. */
	readonly computed: number;
}

export interface Trace {
	readonly tasks: readonly Task[];
	/** When the page's marks were made. */
	readonly marks: ReadonlyMap<string, number>;
}

/** An event of Chromium's trace. Times in microseconds. */
interface TraceEvent {
	readonly name: string;
	readonly cat: string;
	readonly ph: string;
	readonly ts: number;
	readonly pid: number;
	readonly tid: number;
	readonly tdur?: number;
	readonly args?: { readonly name?: string };
}

const categories = ['disabled-by-default-devtools.timeline', 'devtools.timeline', 'blink.user_timing', '__metadata'];

/** @returns what ends the trace and reads it */
export async function startTrace(browser: Browser): Promise<() => Promise<Trace>> {
	await browser.startTracing(undefined, { categories });
	return async () => {
		const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
			traceEvents: readonly TraceEvent[];
		};
		const idOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
		const names = traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
		const mains = new Set(names.map(idOf));
		return {
			tasks: traceEvents
				.filter((event) => event.name === 'RunTask' && mains.has(idOf(event)))
				.map(({ ts, tdur = 0 }) => ({ begin: ts / 1000, computed: tdur / 1000 })),
			marks: new Map(
				traceEvents
					.filter(({ cat, ph }) => cat === 'blink.user_timing' && 'RIn'.includes(ph))
					.map(({ name, ts }) => [name, ts / 1000]),
			),
		};
	};
}
