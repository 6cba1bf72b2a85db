import type { Job } from '../../../../engine/protocol';
import { AtelierError, throwIfAborted } from '../../../../models/errors';
import { sha256 } from '../../../../models/hash';
import type { OwnModels } from '../../../../models/loader';
import { readSafetensors } from '../../../../models/safetensors';
import { layersOf } from '../../../../nets/vggConfig';
import { configOf } from '../../../../networks/own/worker/layouts';
import { recogniseNetwork } from '../../../../networks/own/worker/recognise';
import { writeSafetensors } from '../../../../networks/own/worker/safetensorsFile';
import type { Database } from '../../../../storage/types';
import { keepOwnNetwork, readOwnNetwork } from '../shared/stores';
import {
	type AdoptProgress,
	type AdoptRequest,
	type AdoptResult,
	type Description,
	OWN_NETWORK_PREFIX,
	type OwnNetworkStores,
} from '../shared/types';

export interface OwnNetworkJobs {
	/** Reads, checks and keeps a dropped file. Storage that refuses is no failure: the network then lasts for the visit. */
	readonly adoptNetwork: Job<AdoptRequest, AdoptProgress, AdoptResult>;
	/** What the model loader asks for names that begin with `own:`. */
	readonly ownModels: OwnModels;
}

/** The job that takes a visitor's network in, and the provider that hands it to Paint. */
export function ownNetworkJobs(database: Database<OwnNetworkStores>): OwnNetworkJobs {
	return {
		adoptNetwork: {
			priority: 'long',
			async run({ file, name }, ctx) {
				const recognised = await recogniseNetwork(file);
				const tensors = await recognised.read(async (done, total) => {
					ctx.progress({ type: 'reading', done, total });
					await ctx.yieldTurn();
				});
				const weights = writeSafetensors(tensors);
				const total = tensors.size / 2;
				ctx.progress({ type: 'keeping', done: total, total });
				const hash = await sha256(new Uint8Array(await weights.arrayBuffer()));
				throwIfAborted(ctx.signal);
				const description = describeNetwork(recognised, hash, weights.size, name);
				const { config: _config, ...network } = description;
				const keeping = keepOwnNetwork(database, description, weights);
				const kept = await keeping.then(
					() => true,
					() => false,
				);
				return { network, kept };
			},
		},
		async ownModels(key, { signal, onProgress }) {
			const held = await readOwnNetwork(database, key).catch(() => undefined);
			if (!held) {
				throw new AtelierError('model-missing', 'Your network is no longer kept in this browser: drop its file again.');
			}
			throwIfAborted(signal);
			const total = held.weights.size;
			onProgress?.({ type: 'loading', what: held.description.title, loaded: 0, total });
			const tensors = readSafetensors(new Uint8Array(await held.weights.arrayBuffer()), held.description.title);
			throwIfAborted(signal);
			onProgress?.({ type: 'loading', what: held.description.title, loaded: total, total });
			return { name: key, hash: held.description.hash, config: held.description.config, tensors };
		},
	};
}

function describeNetwork(
	recognised: Awaited<ReturnType<typeof recogniseNetwork>>,
	hash: string,
	bytes: number,
	name: string,
): Description {
	const { layout, origin } = recognised;
	const config = configOf(layout, origin);
	return {
		key: `${OWN_NETWORK_PREFIX}${hash.slice(0, 16)}`,
		title: `${layout.architecture} (${name})`,
		architecture: layout.architecture,
		hash,
		bytes,
		layers: layersOf(config),
		contentLayers: { relu4_2: 1 },
		styleLayers: { relu1_1: 1, relu2_1: 1, relu3_1: 1, relu4_1: 1, relu5_1: 1 },
		config,
	};
}
