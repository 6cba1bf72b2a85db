import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { LibraryState } from '../../../library/store';
import type { LibraryItem } from '../../../library/types';
import { followLibrary } from './followLibrary';

const item = { id: 'a' } as LibraryItem;

function setUp() {
	const library = createStore<LibraryState>(() => ({ items: [], storage: 'opening' }));
	const synced: (readonly LibraryItem[])[] = [];
	const stop = followLibrary({ syncLibrary: async (items) => void synced.push(items) }, library);
	return { library, synced, stop };
}

it('waits until the library has been read, then follows its items', () => {
	const { library, synced, stop } = setUp();
	library.setState({ items: [item] });
	expect(synced).toEqual([]);
	library.setState({ storage: 'kept' });
	expect(synced).toEqual([[item]]);
	library.setState({ items: [] });
	expect(synced).toEqual([[item], []]);
	stop();
	library.setState({ items: [item] });
	expect(synced).toHaveLength(2);
});

it('does nothing when only the selection changes', () => {
	const { library, synced } = setUp();
	library.setState({ storage: 'memory' });
	library.setState({ selectedId: 'a' });
	expect(synced).toEqual([[]]);
});

it('follows a library that is open already', () => {
	const library = createStore<LibraryState>(() => ({ items: [item], storage: 'kept' }));
	const synced: (readonly LibraryItem[])[] = [];
	followLibrary({ syncLibrary: async (items) => void synced.push(items) }, library);
	expect(synced).toEqual([[item]]);
});
