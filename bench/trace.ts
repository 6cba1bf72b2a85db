/** Traces the main thread of a browser's pages: each task, with the time that it computed. */
import type { Browser } from 'playwright';

/** What the browser did within a task. */
export interface Part {
	/** The browser's word for it, such as `FunctionCall` or `Layout`. */
	readonly kind: string;
	/** Of a script: its address. */
	readonly script?: string;
	/** Of a script: the function, its line, and its column. */
	readonly place?: string;
	/** Milliseconds on the processor, with all that it called. */
	readonly computed: number;
}

/** Times in milliseconds. */
export interface Task {
	readonly begin: number;
	/** On the processor: waiting for it, while other programs have it, does not count. */
	readonly computed: number;
	/** What takes over a fifth of a long task, longest first. Empty for other tasks. */
	readonly parts: readonly Part[];
}

export interface Trace {
	readonly tasks: readonly Task[];
	/** When the page's marks were made. */
	readonly marks: ReadonlyMap<string, number>;
}

/** Milliseconds from which on a task is long. */
export const longTask = 50;

/** An event of Chromium's trace. Times in microseconds. */
interface TraceEvent {
	readonly name: string;
	readonly cat: string;
	readonly ph: string;
	readonly ts: number;
	readonly pid: number;
	readonly tid: number;
	readonly dur?: number;
	readonly tdur?: number;
	readonly args?: {
		readonly name?: string;
		readonly data?: {
			readonly url?: string;
			readonly functionName?: string;
			readonly lineNumber?: number;
			readonly columnNumber?: number;
		};
	};
}

const categories = ['disabled-by-default-devtools.timeline', 'devtools.timeline', 'blink.user_timing', '__metadata'];

const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;

function partOf({ name: kind, tdur = 0, args }: TraceEvent): Part {
	const { url, functionName, lineNumber, columnNumber } = args?.data ?? {};
	const computed = Math.round(tdur / 1000);
	if (!['FunctionCall', 'EvaluateScript', 'v8.compile'].includes(kind)) return { kind, computed };
	const place = [functionName, lineNumber, columnNumber].filter((one) => one !== undefined && one !== '').join(':');
	return { kind, script: url ?? '', place, computed };
}

/** @param inside events of the task's thread in its time */
const partsOf = (task: TraceEvent, inside: readonly TraceEvent[]): Part[] =>
	inside
		.filter(({ tdur = 0 }) => tdur > (task.tdur ?? 0) / 5)
		.map(partOf)
		.sort((a, b) => b.computed - a.computed);

export function readTrace(traceEvents: readonly TraceEvent[]): Trace {
	const names = traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
	const mains = new Set(names.map(threadOf));
	const spans = traceEvents.filter((event) => event.ph === 'X' && mains.has(threadOf(event)));
	return {
		tasks: spans
			.filter(({ name }) => name === 'RunTask')
			.map((task) => {
				const { ts, dur = 0, tdur = 0 } = task;
				const isInside = (one: TraceEvent) =>
					one !== task && threadOf(one) === threadOf(task) && one.ts >= ts && one.ts < ts + dur;
				const parts = tdur > longTask * 1000 ? partsOf(task, spans.filter(isInside)) : [];
				return { begin: ts / 1000, computed: tdur / 1000, parts };
			}),
		marks: new Map(
			traceEvents
				.filter(({ cat, ph }) => cat === 'blink.user_timing' && 'RIn'.includes(ph))
				.map(({ name, ts }) => [name, ts / 1000]),
		),
	};
}

/** @returns what ends the trace and reads it */
export async function startTrace(browser: Browser): Promise<() => Promise<Trace>> {
	await browser.startTracing(undefined, { categories });
	return async () => {
		const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
			traceEvents: readonly TraceEvent[];
		};
		return readTrace(traceEvents);
	};
}
