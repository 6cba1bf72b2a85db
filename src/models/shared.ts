/** Shares one piece of work between several callers: started once, stopped when the last of them aborts. */
import { abortError } from './errors';

interface Flight<T, E> {
	readonly promise: Promise<T>;
	readonly controller: AbortController;
	readonly listeners: Set<(event: E) => void>;
	last: E | undefined;
	waiting: number;
}

export interface SharedWork<T, E> {
	/**
	 * Joins the work in flight for `key`, or starts it. Aborting a signal affects its own caller only. A failure reaches
	 * every caller and is then forgotten, so that the next call tries again. A late caller gets the latest event at once.
	 */
	join(
		key: string,
		options: { signal?: AbortSignal | undefined; onEvent?: ((event: E) => void) | undefined },
	): Promise<T>;
}

/** Creates shared work. @param start does the work; its signal aborts when no caller waits any longer */
export function sharedWork<T, E>(
	start: (key: string, signal: AbortSignal, emit: (event: E) => void) => Promise<T>,
): SharedWork<T, E> {
	const flights = new Map<string, Flight<T, E>>();

	const launch = (key: string): Flight<T, E> => {
		const controller = new AbortController();
		const listeners = new Set<(event: E) => void>();
		const emit = (event: E) => {
			flight.last = event;
			for (const listener of listeners) listener(event);
		};
		const promise = Promise.resolve().then(() => start(key, controller.signal, emit));
		const flight: Flight<T, E> = { promise, controller, listeners, last: undefined, waiting: 0 };
		const land = () => {
			if (flights.get(key) === flight) flights.delete(key);
		};
		promise.then(land, land);
		flights.set(key, flight);
		return flight;
	};

	return {
		async join(key, { signal, onEvent }) {
			if (signal?.aborted) throw abortError();
			const flight = flights.get(key) ?? launch(key);
			flight.waiting++;
			if (onEvent) {
				flight.listeners.add(onEvent);
				if (flight.last !== undefined) onEvent(flight.last);
			}
			let stop = () => {};
			const stopped = new Promise<never>((_, reject) => {
				stop = () => reject(abortError());
				signal?.addEventListener('abort', stop, { once: true });
			});
			try {
				return await Promise.race([flight.promise, stopped]);
			} finally {
				signal?.removeEventListener('abort', stop);
				if (onEvent) flight.listeners.delete(onEvent);
				flight.waiting--;
				if (flight.waiting === 0) {
					// Removed at once, so that the next caller does not join work that is being stopped.
					if (flights.get(key) === flight) flights.delete(key);
					flight.controller.abort();
				}
			}
		},
	};
}
