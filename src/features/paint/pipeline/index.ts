/** Paint's jobs, for the worker's table. */
import { createFeaturesJob } from './featureMaps';
import { createForwardJob } from './forwardTime';
import { createPaintJob } from './paint';
import { createSpeedJob } from './speed';

export const paintJobs = {
	paint: createPaintJob(),
	features: createFeaturesJob(),
	measureSpeed: createSpeedJob(),
	timeForward: createForwardJob(),
};
