import type { PauseSwitch } from './protocol';

/** A switch to give to `engine.run`, and to a button. Listeners hear of changes only. */
export function createPauseSwitch(initial = false): PauseSwitch {
	const listeners = new Set<(paused: boolean) => void>();
	let paused = initial;
	return {
		get paused() {
			return paused;
		},
		set(next) {
			if (next === paused) return;
			paused = next;
			for (const listener of [...listeners]) listener(paused);
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}
