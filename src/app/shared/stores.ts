/**
 * What the studio's database holds, for the page and the tensor worker: the library's stores, and those of each tab.
 * A new feature's stores come with a new version: one more than the newest there is.
 */
import { libraryStores } from '../../library/stores.shared';
import type { OpenOptions } from '../../storage/open';
import { sessionStores } from '../../storage/sessionStores';
import { type EarlierDatabase, movedStore, type StoreDeclarations } from '../../storage/types';

/** What `tabs/<feature>/stores.shared.ts` exports. */
export interface TabStores {
	/** The version of the database that brought them. */
	readonly since: number;
	readonly stores: StoreDeclarations;
	/** The database of its own that the feature had in version 1. */
	readonly earlier?: EarlierDatabase;
}

const tabs = Object.values(import.meta.glob<TabStores>('../tabs/*/stores.shared.ts', { eager: true }));

/** The shell's own stores, by the version that brought them. */
const own: Readonly<Record<number, StoreDeclarations>> = {
	1: libraryStores,
	2: { [movedStore]: {} },
	3: sessionStores,
};

const newest = Math.max(...Object.keys(own).map(Number), ...tabs.map(({ since }) => since));

const versions = Array.from({ length: newest }, (_, at): StoreDeclarations => {
	return Object.assign({}, own[at + 1], ...tabs.filter(({ since }) => since === at + 1).map(({ stores }) => stores));
});

export const studioDatabase: Omit<OpenOptions, 'onTrouble'> = {
	name: 'atelier',
	versions,
	earlier: tabs.flatMap(({ earlier }) => earlier ?? []),
};
