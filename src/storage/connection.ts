/** The way to the disk: opened when it is first needed, and again whenever it was lost. */
import type { AtelierError } from '../models/errors';
import type { Disk } from './disk';
import { noAnswer, storageError } from './failures';
import type { StorageState } from './types';

/** How long an opening may take before the page does without, in milliseconds. */
export const patience = 3000;

export interface Connection {
	readonly state: StorageState;
	/** @throws AtelierError when the browser refuses or does not answer */
	disk(): Promise<Disk>;
	/** The next `disk` opens it again. */
	lose(): void;
}

/** A database that has answered. */
export interface Opened {
	readonly disk: Disk;
	/** What it needs before its use; takes its time. */
	readonly prepare?: () => Promise<void>;
}

export interface ConnectionTools {
	/** May never answer. */
	readonly open: () => Promise<Opened>;
	/** What is to be done with a fresh connection before anybody else may use it. */
	readonly onOpen: (disk: Disk) => Promise<void>;
	readonly onState: (state: StorageState, before: StorageState) => void;
	/** Calls back after a time. */
	readonly after: (milliseconds: number, then: () => void) => void;
}

export function createConnection({ open, onOpen, onState, after }: ConnectionTools): Connection {
	let state: StorageState = 'opening';
	let wasOpen = false;
	let disk: Disk | undefined;
	/** An opening under way: the disk, and the same with an end to the waiting. */
	let opening: { readonly ready: Promise<Disk>; readonly answered: Promise<unknown> } | undefined;

	const become = (next: StorageState): void => {
		const before = state;
		state = next;
		if (next !== before) onState(next, before);
	};

	const failed = (cause: unknown): AtelierError => {
		become('memory');
		return storageError(cause, wasOpen ? 'storage-closed' : 'storage-refused');
	};

	function begin() {
		const opened = open();
		const ready = opened.then(async ({ disk: fresh, prepare }) => {
			await prepare?.();
			await onOpen(fresh);
			disk = fresh;
			wasOpen = true;
			become('kept');
			return fresh;
		});
		const answered = new Promise((resolve, reject) => {
			after(patience, () => reject(noAnswer()));
			opened.then(resolve, reject);
		});
		const over = () => {
			opening = undefined;
		};
		ready.then(over, over);
		answered.catch(() => undefined);
		return { ready, answered };
	}

	return {
		get state() {
			return state;
		},
		async disk() {
			if (disk !== undefined) return disk;
			try {
				opening ??= begin();
				await opening.answered;
				return await opening.ready;
			} catch (cause) {
				throw failed(cause);
			}
		},
		lose() {
			disk = undefined;
		},
	};
}
