/** The networks that the visitor brought, on the page. */
import type { Engine } from '../../engine/protocol';
import { forget } from '../../storage/failures';
import type { Database } from '../../storage/types';
import { report } from '../../ui/feedback/toasts';
import { removalOf } from './ownNetwork/shared/stores';
import type { AdoptProgress, OwnNetwork, OwnNetworkStores } from './ownNetwork/shared/types';
import type { Paint } from './store';
import type { PaintJobs } from './types';

interface Kept {
	readonly paint: Paint;
	readonly database: Database<OwnNetworkStores>;
}

function show(paint: Paint, changes: ReadonlyMap<string, OwnNetwork | undefined>): void {
	const others = paint.getState().ownNetworks.filter(({ key }) => !changes.has(key));
	paint.setOwnNetworks([...others, ...[...changes.values()].filter((one) => one !== undefined)]);
	const { network } = paint.getState();
	if (changes.has(network) && changes.get(network) === undefined) paint.setNetwork();
}

/** Shows the networks of earlier visits and of other pages. Never fails: without storage there are none. @returns what ends it */
export function followOwnNetworks({ paint, database }: Kept): () => void {
	const read = async () => {
		show(paint, new Map(await database.entries('ownNetworks').catch(() => [])));
		const { network, ownNetworks } = paint.getState();
		// A session may name a network that was removed since.
		if (network !== 'perception' && !ownNetworks.some(({ key }) => key === network)) paint.setNetwork();
	};
	void read();
	return database.watch({
		changed: ({ ownNetworks }) => ownNetworks && show(paint, ownNetworks),
		reread: () => void read(),
	});
}

/**
 * Takes a file in as a network and paints with it from now on.
 * @throws AtelierError from the worker, naming what is wrong with the file
 */
export async function adoptOwnNetwork(
	{ paint, engine }: { readonly paint: Paint; readonly engine: Engine<PaintJobs> },
	file: File,
	onProgress?: (event: AdoptProgress) => void,
): Promise<{ readonly network: OwnNetwork; readonly kept: boolean }> {
	const adopted = await engine.run('adoptNetwork', { file, name: file.name }, onProgress ? { onProgress } : {});
	show(paint, new Map([[adopted.network.key, adopted.network]]));
	paint.setNetwork(adopted.network);
	return adopted;
}

/** Forgets a network; the studio's own takes its place if it was in use. */
export async function forgetOwnNetwork({ paint, database }: Kept, { key, title }: OwnNetwork): Promise<void> {
	if (await forget(database, removalOf(key), title, report)) show(paint, new Map([[key, undefined]]));
}
