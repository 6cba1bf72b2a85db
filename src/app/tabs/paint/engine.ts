import type { Engine } from '../../../engine/protocol';
import type { PaintJobs } from '../../../features/paint/types';
import { engine as shared } from '../../engine';

/** The page's engine, typed with the jobs of this feature. */
export const engine: Engine<PaintJobs> = shared;
