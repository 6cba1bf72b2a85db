/** The page's one engine. Its worker starts when the first job, or `start`, asks for it. */
import { createEngine } from '../engine/client';
import type { JobTable } from '../engine/protocol';
import { wantedBackend } from '../engine/wanted';
import { report } from '../ui/feedback/toasts';

/** Knows no feature's jobs: each tab takes it as `Engine` of its own jobs. */
export const engine = createEngine<JobTable>({
	spawn: () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'atelier' }),
	backend: wantedBackend(location.search),
});

engine.onNotice(report);
