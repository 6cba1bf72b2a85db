import type { AtelierError } from '../../../models/errors';
import type { StoryShelf } from '../shelf';
import type { Picture } from '../state';
import { createStory } from '../store';
import { fakeEngine } from './fakeEngine';
import { memoryShelf } from './memoryShelf';

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

/** A store with all that is around it, and a clock that stands still. */
export function prepared(shelf: StoryShelf | undefined = memoryShelf()) {
	const troubles: AtelierError[] = [];
	const fake = fakeEngine();
	let ids = 0;
	const story = createStory(fake.engine, {
		openShelf: async () => {
			if (shelf === undefined) throw new DOMException('denied', 'SecurityError');
			return shelf;
		},
		onTrouble: (error) => troubles.push(error),
		now: () => new Date(1000 + ids),
		newId: () => `id-${++ids}`,
	});
	return { ...fake, story, troubles };
}
