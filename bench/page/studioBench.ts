import type { BackendName, BackendReport } from '../../src/engine/protocol';

/** The methods that the benches of Find, Story and Imagine have in common. */
export interface StudioBench {
	/** Starts the engine. */
	start(backend: BackendName): Promise<BackendReport>;
	/** SHA-256 over the networks that computed the figures. */
	modelHash(): Promise<string>;
}
