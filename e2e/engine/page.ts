/** A page with nothing but the engine, for tests to drive through `window`. */
import { createEngine } from '../../src/engine/client';
import { createPauseSwitch } from '../../src/engine/pause';
import { wantedBackend } from '../../src/engine/wanted';
import type { EngineJobs } from './jobs';

const engine = createEngine<EngineJobs>({
	spawn: () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
	backend: wantedBackend(location.search),
});
const states: string[] = [];
engine.subscribe((status) => states.push(status.state));
const notices: string[] = [];
engine.onNotice((notice) => notices.push(notice.code));

/** Runs a job of endless steps and aborts it after the third. @returns the error's name */
async function abortedSteps(): Promise<string> {
	const controller = new AbortController();
	const onProgress = ({ step }: { readonly step: number }) => step > 2 && controller.abort();
	return engine.run('steps', { steps: 1e6 }, { signal: controller.signal, onProgress }).then(
		() => 'finished',
		(error: Error) => error.name,
	);
}

const tools = { abortedSteps, engine, states, notices, createPauseSwitch };
export type EnginePage = typeof tools;
declare global {
	interface Window {
		tools: EnginePage;
	}
}
window.tools = tools;
