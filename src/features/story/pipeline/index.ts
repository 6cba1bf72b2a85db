/** Story's jobs, for the worker's table. */
import type { StoryJobs } from '../types';
import { encodeStyleJob } from './encodeStyle';
import { createStoryJob } from './story';

export const storyJobs: StoryJobs = { story: createStoryJob(), encodeStyle: encodeStyleJob };
