import type { StoreDeclarations } from '../storage/types';

/** Where the library lies in the studio's database. The name is from when it was alone there. */
export const libraryStores = { items: { keyPath: 'id' } } satisfies StoreDeclarations;
