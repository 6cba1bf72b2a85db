/** The interfaces between the shell and its tabs. */
import type { ComponentType } from 'react';
import type { LibraryAction } from '../../library/actions';
import type { Source } from '../../library/browse/entry';
import type { Example } from '../../library/Examples';
import type { ListFiles } from '../../library/intake/files';
import type { DropZone } from '../../library/intake/useArrivals';
import type { Sample } from '../../library/samples';
import type { LibraryItem } from '../../library/types';
import type { IconName } from '../../ui/Icon';

/** A tab by its name, for menus and links. */
export type TabName = Pick<Tab, 'id' | 'title' | 'icon'>;

/** What the shell provides to the current tab. */
export interface Shell {
	/** Lets the visitor choose picture files, which then go to this zone of the tab. */
	choose(zone: DropZone): void;
	openCamera(): void;
	/** Adds the picture on the clipboard. */
	paste(): void;
	takeSample(sample: Sample): void;
	/** Finished works of every tab. */
	readonly examples: readonly Example[];
	/** The other tabs, in their order. */
	readonly others: readonly TabName[];
	/** Opens another tab and hands it an item of the library, by the first of its actions that fits. */
	send(item: LibraryItem, tabId: string): void;
}

export interface PageProps {
	readonly shell: Shell;
}

/** A picture that came in. It is in the library already. */
export interface Arrival {
	readonly item: LibraryItem;
	/** Where on the tab it was put; undefined when the tab was not the one shown. */
	readonly zone?: DropZone | undefined;
	/** Whether it is the last of several pictures that were dropped or chosen together. */
	readonly last: boolean;
}

/** A job, as the list of jobs shows it. */
export interface TabJob {
	/** What is done, such as "Painting". */
	readonly label: string;
	/** What is lost with the page, for a sentence such as "Reloading would lose the painting". Absent if nothing is. */
	readonly loss?: string;
}

/** A tab's part of the help. */
export interface TabHelp {
	/** What it does, in two or three sentences. */
	readonly purpose: string;
	/** Keys, and what they do. */
	readonly keys: readonly (readonly [keys: string, action: string])[];
	/** What it cannot do. */
	readonly limits: readonly string[];
}

export interface Tab {
	/** Identifier in the page's URL after the #, and in the recipes of its works. */
	readonly id: string;
	readonly title: string;
	readonly icon: IconName;
	readonly Page: ComponentType<PageProps>;
	/** Names of the models that it needs, as the catalogue expands them. They are downloaded once the tab was opened. */
	readonly networks: readonly string[];
	/** Its jobs that take a while, by their names in the table of jobs. */
	readonly jobs: Readonly<Record<string, TabJob>>;
	/** The works that it adds to the library, if any. */
	readonly works?: {
		/** Name of one work, and of several. */
		readonly label: string;
		readonly plural: string;
		/** One line on how a work was made; undefined when its recipe cannot be read. */
		about(recipe: unknown): Promise<string | undefined>;
	};
	/** The hint shown while files are dragged over one of its zones. */
	dropHint(zone: DropZone): string;
	/**
	 * Whether it does something with a picture that came in. The tab that is shown is asked first, with the zone that the
	 * picture was put on; then the others in their order, without a zone.
	 */
	accepts(item: LibraryItem, zone?: DropZone): boolean;
	/** Handles a picture that it accepts. */
	take?(arrival: Arrival): Promise<void>;
	/** Message for the visitor when a picture arrives on this tab and no tab accepts it. */
	readonly declines?: string;
	/** Files that are no pictures: texts, networks. Asked in the same order as `accepts`. */
	acceptsFile?(file: File): Promise<boolean>;
	/** Called for each file that it accepts. */
	takeFile?(file: File): Promise<void>;
	/** Takes all files that are dropped or pasted while the tab is shown, folders too. */
	takeDrop?(list: ListFiles, zone: DropZone): void;
	/** The zone that pictures added from the library strip go to; without one they are only kept. */
	readonly stripZone?: DropZone;
	/** What it can do with an item of the library. Offered under every tab; the tab is opened for it. */
	readonly actions: readonly LibraryAction[];
	/** What it keeps besides the library's items, for the library's page. */
	collection?(): Promise<Source>;
	/** A finished work, made here by `npm run examples`. The tab’s `example.ts` opens it. */
	readonly example: {
		readonly title: string;
		/** Its picture, wider than high. */
		readonly picture: string;
	};
}
