import { useEffect, useMemo, useState } from 'react';
import { type Entry, type Source, wordsOf } from './entry';

export interface Entries {
	readonly all: readonly Entry[];
	/** Captions of a picture by the network, best first. */
	captionsOf(entry: Entry): readonly string[];
	/** What an entry is found by. */
	words(entry: Entry): string;
}

/** The entries of all sources, opened on mount. A picture of a folder that is in the library too is one entry only. */
export function useEntries(sources: readonly Source[]): Entries {
	const [lists, setLists] = useState<readonly (readonly Entry[])[]>([]);
	useEffect(() => {
		const read = () =>
			setLists((before) => {
				const now = sources.map((source) => source.entries());
				return now.length === before.length && now.every((list, at) => list === before[at]) ? before : now;
			});
		const ends = sources.map((source) => {
			source.open();
			return source.subscribe(read);
		});
		read();
		return () => {
			for (const end of ends) end();
		};
	}, [sources]);
	return useMemo(() => {
		const listed = lists.flat();
		const own = new Set(listed.flatMap(({ kind, hash }) => (kind === 'photo' ? [hash] : [])));
		const found = new WeakMap<Entry, string>();
		const captionsOf = ({ hash }: Entry) => sources.flatMap((source) => source.captionsOf?.(hash) ?? []);
		return {
			all: listed.filter(({ kind, hash }) => kind !== 'folder' || !own.has(hash)),
			captionsOf,
			words(entry) {
				const known = found.get(entry) ?? wordsOf(entry, captionsOf(entry));
				found.set(entry, known);
				return known;
			},
		};
	}, [lists, sources]);
}
