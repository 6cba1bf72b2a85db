import { AtelierError } from '../../models/errors';
import type { StoryShelf } from './shelf';
import type { KeptStory, OwnStyle } from './state';

/** A shelf that never fails: what it cannot keep stays on the page, and the visitor is told. */
export interface Vault {
	/** What earlier visits left; undefined when the browser refuses storage. */
	open(): Promise<Awaited<ReturnType<StoryShelf['all']>> | undefined>;
	putStory(story: KeptStory): Promise<void>;
	removeStory(id: string): Promise<void>;
	putStyle(style: OwnStyle): Promise<void>;
	removeStyle(id: string): Promise<void>;
}

const isQuota = (error: unknown): boolean => error instanceof DOMException && error.name === 'QuotaExceededError';

/** @param onTrouble told once a failure, with a sentence for the visitor */
export function createVault(openShelf: () => Promise<StoryShelf>, onTrouble: (error: AtelierError) => void): Vault {
	let shelf: StoryShelf | undefined;

	const keep = async (what: string, write: (to: StoryShelf) => Promise<void>): Promise<void> => {
		try {
			if (shelf !== undefined) await write(shelf);
		} catch (cause) {
			const full = isQuota(cause);
			const why = full ? 'The browser’s storage is full' : 'The browser could not store it';
			const advice = `${what} stays only until this page is closed. Save it as a file, or delete what you no longer need.`;
			onTrouble(new AtelierError(full ? 'storage-full' : 'storage-refused', `${why}: ${advice}`, { cause }));
		}
	};

	return {
		async open() {
			try {
				shelf = await openShelf();
				return await shelf.all();
			} catch {
				shelf = undefined;
				return undefined;
			}
		},
		putStory: (story) => keep(`The story about “${story.picture.name}”`, (to) => to.putStory(story)),
		putStyle: (style) => keep(`The style “${style.name}”`, (to) => to.putStyle(style)),
		removeStory: async (id) => shelf?.removeStory(id).catch(() => undefined),
		removeStyle: async (id) => shelf?.removeStyle(id).catch(() => undefined),
	};
}
