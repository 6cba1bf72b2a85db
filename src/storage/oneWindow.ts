/**
 * Runs a task while no other window of the studio runs one of that name; at once in a browser without locks.
 *
 * @throws an AbortError when `signal` is aborted while the task waits
 */
export type OneWindow = <T>(name: string, task: () => Promise<T>, signal: AbortSignal) => Promise<T>;

export const inOneWindow: OneWindow = (name, task, signal) =>
	// Plain http gives no locks.
	globalThis.navigator?.locks ? navigator.locks.request(`atelier/${name}`, { signal }, task) : task();
