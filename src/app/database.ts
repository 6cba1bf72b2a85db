/** The page's database: everything that a visitor keeps. */
import type { IndexStores } from '../features/find/index/stores';
import type { OwnNetworkStores } from '../features/paint/ownNetwork/shared/types';
import type { StoryStores } from '../features/story/state';
import type { LibraryStores } from '../library/store';
import { openDatabase } from '../storage/open';
import type { Database } from '../storage/types';
import { report } from '../ui/feedback/toasts';
import { studioDatabase } from './shared/stores';

/** The browser may clear what is not persistent when the device runs low. Firefox asks the visitor. */
async function askToPersist(): Promise<void> {
	const { storage } = navigator;
	if (storage?.persist !== undefined && !(await storage.persisted())) await storage.persist();
}

/** Each owner sees its own stores. */
type StudioDatabase = Database<LibraryStores> &
	Database<IndexStores> &
	Database<StoryStores> &
	Database<OwnNetworkStores>;

export const database = openDatabase<LibraryStores & IndexStores & StoryStores & OwnNetworkStores>({
	...studioDatabase,
	onTrouble: report,
	// Refused, the works are kept as they were before.
	onFirstWrite: () => void askToPersist().catch(() => undefined),
}) as StudioDatabase;
