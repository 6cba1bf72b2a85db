/** The page's one engine. Its worker starts when the first job, or `start`, asks for it. */
import { createEngine } from '../engine/client';
import { wantedBackend } from '../engine/wanted';
import type { FindJobs } from '../features/find/types';
import type { ImagineJobs } from '../features/imagine/types';
import type { PaintJobs } from '../features/paint/types';
import type { StoryJobs } from '../features/story/types';

export const engine = createEngine<PaintJobs & FindJobs & StoryJobs & ImagineJobs>({
	spawn: () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'atelier' }),
	backend: wantedBackend(location.search),
});
