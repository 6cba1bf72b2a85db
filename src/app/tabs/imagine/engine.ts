import type { Engine } from '../../../engine/protocol';
import type { ImagineJobs } from '../../../features/imagine/types';
import { engine as shared } from '../../engine';

/** The page's engine, typed with the jobs of this feature. */
export const engine: Engine<ImagineJobs> = shared;
