import { AtelierError } from '../../../models/errors';
import type { IndexShelf, Kept } from './shelf';

/** Writes to the store one write at a time, and makes room when storage is full. */
export interface Keeper {
	/** Never rejects: what cannot be stored stays in memory, and the visitor is told once. */
	put(kept: Kept): Promise<void>;
	/** The same for work that needs no space. */
	run(work: (shelf: IndexShelf) => Promise<void>): Promise<void>;
}

interface KeeperTools {
	readonly shelf: IndexShelf;
	/** Hashes whose thumbnails may be deleted, first to go first. */
	readonly dispensable: () => readonly string[];
	/** Called when their thumbnails have been deleted. */
	readonly onDropped: (hashes: readonly string[]) => void;
	readonly onTrouble: (error: AtelierError) => void;
}

/** Thumbnails deleted per step: a tenth of them, so that ten steps delete all. */
const stepOf = (thumbnails: number): number => Math.max(16, Math.ceil(thumbnails / 10));

const isQuota = (error: unknown): boolean => error instanceof DOMException && error.name === 'QuotaExceededError';

const madeRoom =
	'The browser’s storage is full: previews of the pictures that were added first are let go to make room. ' +
	'Captions and search stay as they are. Delete pictures from the library to keep more previews.';
const noRoom =
	'The browser’s storage is full: what is added to the index now stays only until this page is closed. ' +
	'Free space on this device, or delete pictures from the library.';
const refused =
	'The browser could not store the index: what is added to it now stays only until this page is closed. ' +
	'Reload the page to try again.';

export function createKeeper({ shelf, dispensable, onDropped, onTrouble }: KeeperTools): Keeper {
	const told = new Set<string>();
	let last: Promise<void> = Promise.resolve();

	const tell = (code: 'storage-full' | 'storage-refused', sentence: string, cause: unknown): void => {
		if (told.has(sentence)) return;
		told.add(sentence);
		onTrouble(new AtelierError(code, sentence, { cause }));
	};

	/** One at a time: two writes that both find the disk full would both make room. */
	const inTurn = (work: () => Promise<void>): Promise<void> => {
		last = last.then(work).catch((cause: unknown) => {
			if (isQuota(cause)) tell('storage-full', noRoom, cause);
			else tell('storage-refused', refused, cause);
		});
		return last;
	};

	const dropSome = async (except: string | undefined, cause: unknown): Promise<boolean> => {
		const candidates = dispensable().filter((hash) => hash !== except);
		if (candidates.length === 0) return false;
		const dropped = candidates.slice(0, stepOf(candidates.length));
		await shelf.removeThumbnails(dropped);
		onDropped(dropped);
		tell('storage-full', madeRoom, cause);
		return true;
	};

	return {
		run: (work) => inTurn(() => work(shelf)),
		put: (kept) =>
			inTurn(async () => {
				for (;;) {
					try {
						await shelf.put(kept);
						return;
					} catch (cause) {
						if (!isQuota(cause)) throw cause;
						if (await dropSome(kept.thumbnail?.hash, cause)) continue;
						if (kept.thumbnail === undefined) throw cause;
						tell('storage-full', noRoom, cause);
						const { thumbnail: _, ...bare } = kept;
						await shelf.put(bare);
						return;
					}
				}
			}),
	};
}
