/** Paint's jobs, for the worker's table. */
import { createFeaturesJob } from './featureMaps';
import { createPaintJob } from './paint';

export const paintJobs = {
	paint: createPaintJob(),
	features: createFeaturesJob(),
};
