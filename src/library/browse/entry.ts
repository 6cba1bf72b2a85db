/** What the library's page shows: items of the library, and what tabs keep elsewhere, such as stories and folders. */
import type { IconName } from '../../ui/Icon';
import type { ItemChange, LibraryItem } from '../types';

export interface Entry extends Omit<ItemChange, 'name'> {
	/** Unique among all sources, and the same as long as it exists. */
	readonly key: string;
	/** One of the kinds' identifiers: the tab that made it, `photo` or `folder`. */
	readonly kind: string;
	readonly name: string;
	/** Of the picture, in pixels. */
	readonly width: number;
	readonly height: number;
	/** Milliseconds since 1970. */
	readonly created: number;
	/** SHA-256 of the picture. */
	readonly hash: string;
	/** What it takes in the browser's storage, about. */
	readonly bytes: number;
	/** Absent when it was deleted to make room. */
	readonly thumbnail?: Blob;
	/** A video or an animated picture, of which the picture is a frame. */
	readonly film?: Blob;
	/** A story's text. */
	readonly text?: string;
	readonly recipe?: unknown;
	readonly source: Source;
}

/** Where entries come from, and how they are changed there. */
export interface Source {
	/** Starts reading; `entries` may grow afterwards. */
	open(): void;
	/** The same array until something changes. */
	entries(): readonly Entry[];
	subscribe(changed: () => void): () => void;
	change(entry: Entry, change: ItemChange): Promise<void>;
	/** @returns a function that puts them back */
	remove(entries: readonly Entry[]): Promise<() => Promise<void>>;
	/** The picture, as large as it can be had. */
	picture(entry: Entry): Promise<Blob>;
	/**
	 * The entry's picture as an item of the library, which every tab can use.
	 * @throws AtelierError when there is none
	 */
	toItem(entry: Entry): Promise<LibraryItem>;
	/** A text to save in place of the picture. */
	markdown?(entry: Entry): string;
	/** Its own actions, before those of the tabs. */
	readonly actions?: readonly EntryAction[];
	/** Captions by the network, best first, of pictures by SHA-256. */
	captionsOf?(hash: string): readonly string[];
	/**
	 * Takes in an entry of this source from an archive.
	 * @returns false when it is there already; undefined when it is not of this source
	 */
	receive?(file: ArchivedFile): Promise<boolean | undefined>;
}

export interface EntryAction {
	readonly label: string;
	readonly icon: IconName;
	run(entry: Entry): void;
}

/** A file of an archive with what the archive says about it. */
export interface ArchivedFile extends ItemChange {
	readonly file: Blob;
	/** Path in the archive. */
	readonly path: string;
	readonly kind?: string;
	readonly created?: number;
	readonly thumbnail?: Blob;
	readonly film?: Blob;
}

export const sorts = {
	newest: { label: 'Newest first', order: (a, b) => b.created - a.created },
	oldest: { label: 'Oldest first', order: (a, b) => a.created - b.created },
	name: {
		label: 'By name',
		order: (a, b) => a.name.localeCompare(b.name, undefined, { numeric: true, sensitivity: 'base' }),
	},
	largest: { label: 'Largest first', order: (a, b) => b.width * b.height - a.width * a.height },
} as const satisfies Record<string, { label: string; order: (a: Entry, b: Entry) => number }>;

export type Sort = keyof typeof sorts;

/** Which entries to show. */
export interface Filter {
	/** A kind, `favourite`, or `all`. */
	readonly kind: string;
	readonly text: string;
	readonly sort: Sort;
}

export const isOfKind = (entry: Entry, kind: string): boolean =>
	kind === 'all' || (kind === 'favourite' ? entry.favourite === true : entry.kind === kind);

const isReadable = (text: string): boolean =>
	text.length < 20_000 && !text.startsWith('data:') && !/^[0-9a-f]{64}$/.test(text);

/** The words in a recipe: its sentence, its text, the names of its styles. Hashes and files are left out. */
export function recipeWords(recipe: unknown): string[] {
	if (typeof recipe === 'string') return isReadable(recipe) ? [recipe] : [];
	if (typeof recipe !== 'object' || recipe === null) return [];
	return Object.values(recipe).flatMap(recipeWords);
}

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Everything that an entry is found by, in lower case and without accents. */
export const wordsOf = (entry: Entry, captions: readonly string[]): string =>
	plain([entry.name, entry.caption, entry.text, ...captions, ...recipeWords(entry.recipe)].filter(Boolean).join('\n'));

/**
 * Filters and sorts. An entry matches when it has every word of the text, in any order.
 * @param words what an entry is found by, see {@link wordsOf}
 */
export function filtered(
	entries: readonly Entry[],
	{ kind, text, sort }: Filter,
	words: (entry: Entry) => string,
): readonly Entry[] {
	const wanted = plain(text).split(/\s+/).filter(Boolean);
	return entries
		.filter((entry) => isOfKind(entry, kind))
		.filter((entry) => wanted.length === 0 || wanted.every((word) => words(entry).includes(word)))
		.sort(sorts[sort].order);
}

/** Entries of these keys, in their order. */
export const withKeys = (entries: readonly Entry[], keys: ReadonlySet<string>): readonly Entry[] =>
	entries.filter(({ key }) => keys.has(key));

/** Removes entries from their sources. @returns a function that puts all of them back */
export async function removeAll(entries: readonly Entry[]): Promise<() => Promise<void>> {
	const sources = [...new Set(entries.map(({ source }) => source))];
	const undos = await Promise.all(
		sources.map((source) => source.remove(entries.filter((entry) => entry.source === source))),
	);
	return async () => void (await Promise.all(undos.map((undo) => undo())));
}

/** The hashes that a recipe names: of its photo, its picture, its styles. */
function hashesIn(recipe: unknown): string[] {
	if (typeof recipe === 'string') return /^[0-9a-f]{64}$/.test(recipe) ? [recipe] : [];
	return typeof recipe === 'object' && recipe !== null ? Object.values(recipe).flatMap(hashesIn) : [];
}

/** Entries with the pictures that their recipes name, without which a work could not be made again elsewhere. */
export function withPictures(entries: readonly Entry[], all: readonly Entry[]): readonly Entry[] {
	const wanted = new Set(entries.flatMap(({ recipe }) => hashesIn(recipe)));
	return [...entries, ...all.filter((entry) => wanted.has(entry.hash) && !entry.text && !entries.includes(entry))];
}
