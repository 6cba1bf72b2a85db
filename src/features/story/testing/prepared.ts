import { fakeEngine } from '../../../engine/testing/fakeEngine';
import type { AtelierError } from '../../../models/errors';
import { fakeChannels, fakeDatabase, refused } from '../../../storage/testing/fakeStorage';
import type { Picture, StoryStores } from '../state';
import { createStory } from '../store';
import { storyStores } from '../stores.shared';
import type { EncodeStyleRequest, StoryRequest } from '../types';
import { type MemoryShelf, memoryShelf } from './memoryShelf';

export const picture = (name: string): Picture => ({
	name,
	hash: `hash of ${name}`,
	width: 300,
	height: 200,
	picture: new Blob([name]),
	thumbnail: new Blob(['small']),
});

export const cat = picture('cat');
export const dog = picture('dog');

/** A store with a fake engine, fake storage and a fake clock. */
export function prepared(shelf: MemoryShelf | null = memoryShelf(), channel = fakeChannels()()) {
	const troubles: AtelierError[] = [];
	const fake = fakeEngine<StoryRequest & EncodeStyleRequest>();
	let ids = 0;
	const story = createStory(fake.engine, {
		database: fakeDatabase<StoryStores>(storyStores, shelf ? { disk: shelf, channel } : { open: refused }).database,
		onTrouble: (error) => troubles.push(error),
		now: () => new Date(1000 + ids),
		newId: () => `id-${++ids}`,
	});
	return { ...fake, story, troubles };
}
