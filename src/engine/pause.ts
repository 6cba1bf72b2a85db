import type { PauseSwitch } from './protocol';

/** Creates a pause switch for `engine.run` and a button. Listeners are called on changes only. */
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
