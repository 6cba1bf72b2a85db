/** The page's database: everything that a visitor keeps. */
import { openDatabase } from '../storage/open';
import type { Database } from '../storage/types';
import { report } from '../ui/feedback/toasts';
import { studioDatabase } from './shared/stores';

/** The browser may clear what is not persistent when the device runs low. Firefox asks the visitor. */
async function askToPersist(): Promise<void> {
	const { storage } = navigator;
	if (storage?.persist !== undefined && !(await storage.persisted())) await storage.persist();
}

const database = openDatabase<object>({
	...studioDatabase,
	onTrouble: report,
	// Refused, the works are kept as they were before.
	onFirstWrite: () => void askToPersist().catch(() => undefined),
});

/** The database as the owner of these stores sees it. */
export const databaseOf = <Stores>(): Database<Stores> => database as unknown as Database<Stores>;
