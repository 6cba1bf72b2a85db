/** Imagine's jobs, for the worker's table. */
import type { ImagineJobs } from '../types';
import { generatorBlocksJob } from './generatorBlocks';
import { imagineJob } from './imagine';
import { wordEffectsJob } from './wordEffects';

export const imagineJobs: ImagineJobs = {
	imagine: imagineJob,
	wordEffects: wordEffectsJob,
	generatorBlocks: generatorBlocksJob,
};
