import { useSyncExternalStore } from 'react';
import type { BackendReport, Engine, EngineStatus, JobTable } from '../engine/protocol';

type Watched = Pick<Engine<JobTable>, 'status' | 'subscribe'>;

/** The engine's state, kept up to date. */
export function useEngineStatus(engine: Watched): EngineStatus {
	return useSyncExternalStore(
		(changed) => engine.subscribe(changed),
		() => engine.status,
	);
}

/** The engine's backend, once it has started. */
export function useBackend(engine: Watched): BackendReport | undefined {
	const status = useEngineStatus(engine);
	return status.state === 'ready' ? status.backend : undefined;
}
