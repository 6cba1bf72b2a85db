/**
 * Thins a job's progress events to what a page can show: events of one type in quick succession are merged.
 * Merged, not dropped: a field that only some events carry, such as a preview, survives. Events of different
 * types keep their order, and nothing is held back beyond the first `yieldTurn` after the interval.
 */

export interface Throttle {
	send(event: unknown, transfer?: Transferable[]): void;
	/** Sends an event at once and whole, after what is held back. */
	deliver(event: unknown, transfer?: Transferable[]): void;
	/** Sends what is held back if its time has come, or in any case. */
	flush(when: 'due' | 'now'): void;
}

/** Some 20 a second: more than that no page shows, and a preview of 1024 px is 4 MB. */
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

	const post1 = (event: unknown, transfer: Transferable[]) => {
		last = { type: typeOf(event), at: now() };
		post(event, transfer);
	};
	const flush = (when: 'due' | 'now') => {
		if (!held || (when === 'due' && now() - last.at < interval)) return;
		const { event, transfer } = held;
		held = undefined;
		post1(event, transfer);
	};

	return {
		flush,
		deliver(event, transfer = []) {
			flush('now');
			post1(event, transfer);
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
			else post1(event, transfer);
		},
	};
}
