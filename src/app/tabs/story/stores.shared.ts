import type { EarlierDatabase } from '../../../storage/types';

export { storyStores as stores } from '../../../features/story/stores.shared';

export const since = 2;

export const earlier: EarlierDatabase = {
	name: 'atelier-story',
	stores: { stories: 'stories', styles: 'storyStyles' },
};
