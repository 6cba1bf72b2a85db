import type { Engine } from '../../engine/protocol';
import { listOwnNetworks, removeOwnNetwork } from './ownNetwork/shared/store';
import type { AdoptProgress, OwnNetwork } from './ownNetwork/shared/types';
import type { Paint } from './store';
import type { PaintJobs } from './types';

/** Shows the networks of earlier visits. Never fails: without storage there are none. */
export async function showOwnNetworks(paint: Paint): Promise<void> {
	paint.setOwnNetworks(await listOwnNetworks());
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
	const others = paint.getState().ownNetworks.filter(({ key }) => key !== adopted.network.key);
	paint.setOwnNetworks([...others, adopted.network]);
	paint.setNetwork(adopted.network);
	return adopted;
}

/** Forgets a network; the studio's own takes its place if it was in use. */
export async function forgetOwnNetwork(paint: Paint, key: string): Promise<void> {
	await removeOwnNetwork(key);
	if (paint.getState().network === key) paint.setNetwork();
	paint.setOwnNetworks(paint.getState().ownNetworks.filter((network) => network.key !== key));
}
