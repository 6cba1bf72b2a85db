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

const tools = { engine, states, notices, createPauseSwitch };
export type EnginePage = typeof tools;
declare global {
	interface Window {
		tools: EnginePage;
	}
}
window.tools = tools;
