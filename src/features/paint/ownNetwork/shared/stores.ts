/** Own networks in the studio's database: small descriptions apart from large weights, so that listing stays quick. */
import type { Change, Database, StoreDeclarations } from '../../../../storage/types';
import type { Description, OwnNetworkStores } from './types';

export const ownNetworkStores = { ownNetworks: { keyPath: 'key' }, ownNetworkWeights: {} } satisfies StoreDeclarations;

/** Both parts of a network, or nothing when it is not kept here. */
export async function readOwnNetwork(
	database: Database<OwnNetworkStores>,
	key: string,
): Promise<{ readonly description: Description; readonly weights: Blob } | undefined> {
	const [description, weights] = await Promise.all([
		database.get('ownNetworks', key),
		database.get('ownNetworkWeights', key),
	]);
	return description && weights ? { description, weights } : undefined;
}

/** @throws AtelierError `storage-full`, `storage-closed` or `storage-refused`; the network then lasts for the visit */
export const keepOwnNetwork = (
	database: Database<OwnNetworkStores>,
	description: Description,
	weights: Blob,
): Promise<void> =>
	database.write(
		{ store: 'ownNetworks', put: description },
		{ store: 'ownNetworkWeights', put: weights, key: description.key },
	);

export const removalOf = (key: string): readonly Change<OwnNetworkStores>[] => [
	{ store: 'ownNetworks', remove: key },
	{ store: 'ownNetworkWeights', remove: key },
];
