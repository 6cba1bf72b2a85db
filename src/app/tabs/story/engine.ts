import type { Engine } from '../../../engine/protocol';
import type { StoryJobs } from '../../../features/story/types';
import { engine as shared } from '../../engine';

/** The page's one engine, seen with the jobs of this feature. */
export const engine: Engine<StoryJobs> = shared;
