import { createEngine } from '../../src/engine/client';
import type { BackendName, Engine, JobTable } from '../../src/engine/protocol';

/** The studio's engine with the studio's worker. */
export const studioEngine = <Jobs extends JobTable>(backend: BackendName): Engine<Jobs> =>
	createEngine<Jobs>({
		spawn: () => new Worker(new URL('../../src/app/worker.ts', import.meta.url), { type: 'module' }),
		backend,
	});
