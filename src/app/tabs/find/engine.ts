import type { Engine } from '../../../engine/protocol';
import type { FindJobs } from '../../../features/find/types';
import { engine as shared } from '../../engine';

/** The page's one engine, seen with the jobs of this feature. */
export const engine: Engine<FindJobs> = shared;
