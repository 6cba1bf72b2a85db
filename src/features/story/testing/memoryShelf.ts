import type { StoryShelf } from '../shelf';
import type { KeptStory, OwnStyle } from '../state';

export interface MemoryShelf extends StoryShelf {
	readonly stories: Map<string, KeptStory>;
	readonly styles: Map<string, OwnStyle>;
	/** Thrown by every write while it is there. */
	refusal: unknown;
}

/** A shelf as IndexedDB is one, but for the disk. */
export function memoryShelf(): MemoryShelf {
	const stories = new Map<string, KeptStory>();
	const styles = new Map<string, OwnStyle>();
	const write = <T extends { readonly id: string }>(to: Map<string, T>, item: T) => {
		if (shelf.refusal !== undefined) throw shelf.refusal;
		to.set(item.id, structuredClone(item));
	};
	const shelf: MemoryShelf = {
		stories,
		styles,
		refusal: undefined,
		all: async () => ({ stories: [...stories.values()], styles: [...styles.values()] }),
		putStory: async (story) => write(stories, story),
		removeStory: async (id) => void stories.delete(id),
		putStyle: async (style) => write(styles, style),
		removeStyle: async (id) => void styles.delete(id),
	};
	return shelf;
}
