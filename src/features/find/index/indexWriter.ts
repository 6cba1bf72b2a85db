import { AtelierError } from '../../../models/errors';
import { type OnTrouble, onceEach } from '../../../storage/failures';
import type { Database } from '../../../storage/types';
import { changesOf, type IndexChange, type IndexStores, type IndexWrite } from './stores';

/** Writes the index. Never fails: what cannot be written stays in memory until the page is closed, and the visitor is told why, once. */
export interface IndexWriter {
	/** Writes an entry, without its thumbnail if there is no room for both. */
	put(change: IndexWrite): Promise<void>;
	write(changes: readonly IndexChange[]): Promise<void>;
}

const noRoom =
	'The browser’s storage is full: what is added to the index now stays only until this page is closed. ' +
	'Free space on this device, or delete pictures from the library.';
const refused =
	'The browser could not store the index: what is changed in it now stays only until this page is closed. ' +
	'Reload the page to try again.';

/** Creates the writer. @param onTrouble called once for each kind of failure */
export function createIndexWriter(database: Database<IndexStores>, onTrouble: OnTrouble): IndexWriter {
	const report = onceEach(onTrouble);

	/** Tries to write. @returns whether there was no room */
	const attempt = async (changes: readonly IndexChange[]): Promise<boolean> => {
		try {
			await database.write(...changes);
			return false;
		} catch (cause) {
			const code = cause instanceof AtelierError ? cause.code : 'storage-refused';
			const isFull = code === 'storage-full';
			// While nothing is stored at all, the toolbar says so: no message is needed.
			if (isFull || database.state !== 'memory' || code === 'storage-closed')
				report(new AtelierError(code, isFull ? noRoom : refused, { cause }));
			return isFull;
		}
	};

	return {
		async put(change) {
			const { thumbnail, ...bare } = change;
			const isFull = await attempt(changesOf(change));
			if (isFull && thumbnail !== undefined) await attempt(changesOf(bare));
		},
		async write(changes) {
			if (changes.length > 0) await attempt(changes);
		},
	};
}
