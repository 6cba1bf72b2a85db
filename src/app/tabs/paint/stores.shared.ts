import type { EarlierDatabase } from '../../../storage/types';

export { ownNetworkStores as stores } from '../../../features/paint/ownNetwork/shared/stores';

export const since = 2;

export const earlier: EarlierDatabase = {
	name: 'atelier-networks',
	stores: { descriptions: 'ownNetworks', weights: 'ownNetworkWeights' },
};
