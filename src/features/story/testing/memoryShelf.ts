import { type FakeDisk, fakeDisk } from '../../../storage/testing/fakeStorage';
import type { KeptStory, OwnStyle } from '../state';
import { storyStores } from '../stores.shared';

export interface MemoryShelf extends FakeDisk {
	readonly stories: Map<string, KeptStory>;
	readonly styles: Map<string, OwnStyle>;
	/** While set, every write throws it. */
	refusal: unknown;
}

/** A fake disk with Story's stores. */
export function memoryShelf(): MemoryShelf {
	const disk = fakeDisk(storyStores);
	const shelf: MemoryShelf = Object.assign(disk, {
		stories: disk.contents.stories as Map<string, KeptStory>,
		styles: disk.contents.storyStyles as Map<string, OwnStyle>,
		refusal: undefined,
	});
	shelf.refuse = (changes) => (changes === 'read' ? undefined : shelf.refusal);
	return shelf;
}
