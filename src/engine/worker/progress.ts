/**
 * Throttles a job's progress events: events of one type in quick succession are merged rather than dropped, so that a
 * field that only some of them carry, such as a preview, survives. Events of different types keep their order, and none
 * is held back beyond the first `yieldTurn` after the interval.
 */

export interface Throttle {
	/** Sends an event, or merges it into the one that is held back. */
	send(event: unknown, transfer?: Transferable[]): void;
	/** Sends an event immediately and unmerged, after the one that is held back. */
	deliver(event: unknown, transfer?: Transferable[]): void;
	/** Sends the event that is held back, if its interval is over or `when` is `now`. */
	flush(when: 'due' | 'now'): void;
}

/** Milliseconds, about 20 events a second: a page shows no more, and a preview of 1024 px is 4 MB. */
const interval = 50;

interface Held {
	event: unknown;
	readonly type: unknown;
	readonly transfer: Transferable[];
}

const typeOf = (event: unknown): unknown =>
	typeof event === 'object' && event !== null && 'type' in event ? event.type : undefined;

export function createThrottle(
	post: (event: unknown, transfer: Transferable[]) => void,
	now: () => number = () => performance.now(),
): Throttle {
	let held: Held | undefined;
	let last = { type: undefined as unknown, at: Number.NEGATIVE_INFINITY };

	const postNow = (event: unknown, transfer: Transferable[]) => {
		last = { type: typeOf(event), at: now() };
		post(event, transfer);
	};
	const flush = (when: 'due' | 'now') => {
		if (!held || (when === 'due' && now() - last.at < interval)) return;
		const { event, transfer } = held;
		held = undefined;
		postNow(event, transfer);
	};

	return {
		flush,
		deliver(event, transfer = []) {
			flush('now');
			postNow(event, transfer);
		},
		send(event, transfer = []) {
			const type = typeOf(event);
			if (held && held.type === type) {
				held = { type, event: Object.assign({}, held.event, event), transfer: [...held.transfer, ...transfer] };
				flush('due');
				return;
			}
			flush('now');
			const mayWait = type !== undefined && type === last.type && now() - last.at < interval;
			if (mayWait) held = { type, event, transfer };
			else postNow(event, transfer);
		},
	};
}
