import type { StoreDeclarations } from '../../storage/types';

/** Where kept stories and own styles lie in the studio's database. */
export const storyStores = { stories: { keyPath: 'id' }, storyStyles: { keyPath: 'id' } } satisfies StoreDeclarations;
