/** The tensor worker's entry: every feature's jobs in one table. */
import { serve } from '../engine/worker/host';
import { findJobs } from '../features/find/pipeline';
import type { FindJobs } from '../features/find/types';
import { imagineJobs } from '../features/imagine/pipeline';
import type { ImagineJobs } from '../features/imagine/types';
import { adoptNetwork, ownNetworkModel } from '../features/paint/ownNetwork/worker/adopt';
import { paintJobs } from '../features/paint/pipeline';
import type { PaintJobs } from '../features/paint/types';
import { storyJobs } from '../features/story/pipeline';
import type { StoryJobs } from '../features/story/types';

const jobs: PaintJobs & FindJobs & StoryJobs & ImagineJobs = {
	...paintJobs,
	adoptNetwork,
	...findJobs,
	...storyJobs,
	...imagineJobs,
};

serve(jobs, { ownModels: ownNetworkModel });
