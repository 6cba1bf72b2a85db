import type { EarlierDatabase } from '../../../storage/types';

export { indexStores as stores } from '../../../features/find/index/stores.shared';

export const since = 2;

export const earlier: EarlierDatabase = {
	name: 'atelier-index',
	stores: { entries: 'indexEntries', thumbnails: 'indexThumbnails', files: 'indexFiles', leftOut: 'indexLeftOut' },
};
