/** The jobs in the tensor worker that take a while, as the header and the list of jobs show them. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { JobReport } from '../engine/protocol';
import { engine } from './engine';
import { library } from './library';
import { losses } from './losses';
import { type ShownJob, shownJobs } from './shownJobs';
import { tabs } from './tabs/registry';

export const jobStore = createStore<{ readonly jobs: readonly ShownJob[] }>(() => ({ jobs: [] }));

const show = (reports: readonly JobReport[]): void => {
	const jobs = shownJobs(reports, tabs);
	// Captions and sketches come and go without being shown.
	if (jobs.length > 0 || jobStore.getState().jobs.length > 0) jobStore.setState({ jobs });
};
engine.onJobs(show);
show(engine.jobs);

/** What a tab is working on, the one that computes last. */
export const useJobOf = (tab: string): ShownJob | undefined =>
	useStore(jobStore, ({ jobs }) => jobs.findLast((job) => job.tab === tab));

/** What closing the page would lose, for a sentence; undefined when that is nothing. */
export function lostByClosing(): string | undefined {
	const lost = [
		...jobStore.getState().jobs.flatMap(({ loss }) => loss ?? []),
		...losses.flatMap((lossNow) => lossNow() ?? []),
	];
	const { items, storage } = library.getState();
	const all = storage === 'memory' && items.length > 0 ? [...lost, 'the library'] : lost;
	return all.length === 0 ? undefined : new Intl.ListFormat('en').format(all);
}

/** Lets the browser ask before the page is closed or reloaded while that would lose work. */
export function askBeforeClosing(): void {
	addEventListener('beforeunload', (event) => {
		if (lostByClosing() !== undefined) event.preventDefault();
	});
}
