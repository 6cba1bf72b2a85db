import { type DBSchema, openDB } from 'idb';
import type { KeptStory, OwnStyle } from './state';

/** Where kept stories and own styles lie. Each call may fail: browsers refuse storage, or run out of it. */
export interface StoryShelf {
	/** All of both, in no order. */
	all(): Promise<{ readonly stories: readonly KeptStory[]; readonly styles: readonly OwnStyle[] }>;
	putStory(story: KeptStory): Promise<void>;
	removeStory(id: string): Promise<void>;
	putStyle(style: OwnStyle): Promise<void>;
	removeStyle(id: string): Promise<void>;
}

interface Schema extends DBSchema {
	stories: { key: string; value: KeptStory };
	styles: { key: string; value: OwnStyle };
}

/**
 * IndexedDB, in a database of its own.
 * @throws whatever the browser says when it refuses storage (private windows, blocked cookies)
 */
export async function openStoryShelf(name = 'atelier-story'): Promise<StoryShelf> {
	const database = await openDB<Schema>(name, 1, {
		upgrade: (fresh) => {
			for (const store of ['stories', 'styles'] as const) fresh.createObjectStore(store, { keyPath: 'id' });
		},
	});
	return {
		async all() {
			const reading = database.transaction(['stories', 'styles']);
			const [stories, styles] = await Promise.all([
				reading.objectStore('stories').getAll(),
				reading.objectStore('styles').getAll(),
			]);
			return { stories, styles };
		},
		putStory: async (story) => {
			await database.put('stories', story);
		},
		removeStory: (id) => database.delete('stories', id),
		putStyle: async (style) => {
			await database.put('styles', style);
		},
		removeStyle: (id) => database.delete('styles', id),
	};
}
