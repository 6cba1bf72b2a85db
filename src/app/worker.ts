/** The tensor worker's entry: the jobs of every tab's feature in one table. */
import type { JobTable } from '../engine/protocol';
import { serve } from '../engine/worker/host';
import type { OwnModels } from '../models/loader';
import { mergeJobs } from './shared/mergeJobs';

interface TabJobs {
	readonly jobs: JobTable;
	/** Provider of networks that the visitor brought. One tab at most has it. */
	readonly ownModels?: OwnModels;
}

const tabs = Object.values(import.meta.glob<TabJobs>('./tabs/*/worker.ts', { eager: true }));

const ownModels = tabs.find((tab) => tab.ownModels !== undefined)?.ownModels;

serve(mergeJobs(tabs.map(({ jobs }) => jobs)), ownModels ? { ownModels } : {});
