import type { Engine } from '../../../engine/protocol';
import type { FindJobs } from '../../../features/find/types';
import { engine as shared } from '../../engine';

/** The page's engine, typed with Find's jobs. */
export const engine: Engine<FindJobs> = shared;
