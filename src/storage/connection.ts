/** The connection to the disk: opened when first needed, and again whenever it was lost. */
import type { AtelierError } from '../models/errors';
import type { Disk } from './disk';
import { noAnswer, storageError } from './failures';
import type { StorageState } from './types';

/** Milliseconds that opening may take before the page continues in memory. */
export const openTimeout = 3000;

export interface Connection {
	readonly state: StorageState;
	/** Returns the disk, opened if necessary. @throws AtelierError when the browser refuses or does not respond */
	disk(): Promise<Disk>;
	/** Marks the connection as lost: the next `disk` opens it again. */
	lose(): void;
}

/** An open database. */
export interface Opened {
	readonly disk: Disk;
	/** Prepares it for use; may take long. */
	readonly prepare?: () => Promise<void>;
}

export interface ConnectionTools {
	/** May never resolve. */
	readonly open: () => Promise<Opened>;
	/** Called with a new connection before anything else uses it. */
	readonly onOpen: (disk: Disk) => Promise<void>;
	readonly onState: (state: StorageState, before: StorageState) => void;
	/** Calls back after a time, like setTimeout. */
	readonly after: (milliseconds: number, then: () => void) => void;
}

export function createConnection({ open, onOpen, onState, after }: ConnectionTools): Connection {
	let state: StorageState = 'opening';
	let wasOpen = false;
	let disk: Disk | undefined;
	/** An opening in progress: the disk when it is ready, and whether the browser has responded in time. */
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
			after(openTimeout, () => reject(noAnswer()));
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
