/** What the studio's database holds, for the page and the tensor worker. A new feature adds its stores as a new version. */
import { indexStores } from '../../features/find/index/stores.shared';
import { ownNetworkStores } from '../../features/paint/ownNetwork/shared/stores';
import { storyStores } from '../../features/story/stores.shared';
import { libraryStores } from '../../library/stores.shared';
import { movedStore } from '../../storage/migration';
import type { OpenOptions } from '../../storage/open';

export const studioDatabase: Omit<OpenOptions, 'onTrouble'> = {
	name: 'atelier',
	versions: [libraryStores, { ...indexStores, ...storyStores, ...ownNetworkStores, [movedStore]: {} }],
	// Version 1 was the library's; the features had databases of their own.
	earlier: [
		{
			name: 'atelier-index',
			stores: {
				entries: 'indexEntries',
				thumbnails: 'indexThumbnails',
				files: 'indexFiles',
				leftOut: 'indexLeftOut',
			},
		},
		{ name: 'atelier-story', stores: { stories: 'stories', styles: 'storyStyles' } },
		{ name: 'atelier-networks', stores: { descriptions: 'ownNetworks', weights: 'ownNetworkWeights' } },
	],
};
