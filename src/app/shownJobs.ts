import type { JobReport } from '../engine/protocol';
import type { Tab, TabName } from './tabs/types';

/** A job as the list of jobs shows it. */
export interface ShownJob {
	readonly id: number;
	/** Identifier of the tab that asked for it. */
	readonly tab: string;
	readonly icon: TabName['icon'];
	readonly label: string;
	/** `resting`: between two steps, while another job runs. */
	readonly state: 'waiting' | 'running' | 'resting' | 'paused';
	/** The label of the job that it waits for, if it waits. */
	readonly waitsFor?: string;
	/** 0 to 1, once it is known. */
	readonly share?: number;
	readonly loss?: string;
}

/** How features count their steps in progress events. */
const counts = [
	['evaluation', 'evaluations'],
	['step', 'steps'],
	['epoch', 'epochs'],
	['done', 'total'],
] as const;

/** The share of a job that is done, from its last progress event. */
export function shareOf(event: unknown): number | undefined {
	if (typeof event !== 'object' || event === null) return undefined;
	const fields = event as Readonly<Record<string, unknown>>;
	for (const [done, all] of counts) {
		const [part, whole] = [fields[done], fields[all]];
		if (typeof part === 'number' && typeof whole === 'number' && whole > 0) return Math.min(1, part / whole);
	}
	return undefined;
}

/** The jobs that a tab names, in the order in which they were asked for. One computes at a time: the one that began last. */
export function shownJobs(
	reports: readonly JobReport[],
	tabs: readonly Pick<Tab, 'id' | 'icon' | 'jobs'>[],
): readonly ShownJob[] {
	const known = reports.flatMap((report) => {
		const tab = tabs.find(({ jobs }) => Object.hasOwn(jobs, report.name));
		const named = tab?.jobs[report.name];
		return tab && named ? [{ report, tab, named }] : [];
	});
	const begun = known.filter(({ report }) => report.begun !== undefined);
	const running = begun.toSorted((a, b) => (a.report.begun ?? 0) - (b.report.begun ?? 0)).at(-1);
	return known.map(({ report, tab, named }): ShownJob => {
		const isRunning = report === running?.report;
		const share = shareOf(report.event);
		const state = report.begun === undefined ? 'waiting' : report.paused ? 'paused' : isRunning ? 'running' : 'resting';
		return {
			...{ id: report.id, tab: tab.id, icon: tab.icon, state, ...named },
			...(share === undefined ? {} : { share }),
			...((state === 'waiting' || state === 'resting') && running ? { waitsFor: running.named.label } : {}),
		};
	});
}
