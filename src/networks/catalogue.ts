/** The page's view of the published models before any is loaded: sizes, hashes and accompanying JSON files. */
import { AtelierError } from '../models/errors';
import type { FileEntry, ModelIndex } from '../models/modelIndex';

export interface ModelCatalogue {
	/** URL of the models, ending in a slash. */
	readonly folder: string;
	/** Returns the names of all models. */
	names(): Promise<readonly string[]>;
	/**
	 * Lists the files that the networks of some models need.
	 *
	 * @param wanted names of models; `styles/*` means all names that begin with `styles/`
	 */
	files(wanted: readonly string[]): Promise<readonly FileEntry[]>;
	/** Returns the download size of some models in bytes. */
	bytes(wanted: readonly string[]): Promise<number>;
	/** Expands patterns such as `styles/*` to names of models, and leaves out names that are not published. */
	expand(wanted: readonly string[]): Promise<readonly string[]>;
	/** Returns the SHA-256 of a model's weights, hex; undefined unless it has exactly one file of weights. */
	hash(name: string): Promise<string | undefined>;
	/** Fetches a JSON file of a model, not validated. @param path below the folder of models */
	json(path: string): Promise<unknown>;
}

/**
 * Creates a catalogue. Every method rejects with an AtelierError when the server cannot be reached or its answer is
 * invalid; the next call then tries again.
 */
export function createCatalogue(folder = 'models/', fetcher: typeof fetch = fetch): ModelCatalogue {
	let reading: Promise<{ index: ModelIndex; isNeeded: (file: FileEntry) => boolean }> | undefined;

	/** Imported lazily, because it comes with zod, which the first screen does not need. */
	async function read() {
		const { isNeeded, readModelIndex } = await import('../models/modelIndex');
		return { index: await readModelIndex({ baseUrl: folder, fetch: fetcher }), isNeeded };
	}

	function known() {
		reading ??= read().catch((error) => {
			reading = undefined;
			throw error;
		});
		return reading;
	}

	const catalogue: ModelCatalogue = {
		folder,
		names: async () => Object.keys((await known()).index.models),
		async expand(wanted) {
			const names = await catalogue.names();
			return wanted.flatMap((name) =>
				names.filter((one) => (name.endsWith('/*') ? one.startsWith(name.slice(0, -1)) : one === name)),
			);
		},
		async files(wanted) {
			const { index, isNeeded } = await known();
			const names = await catalogue.expand(wanted);
			return names.flatMap((name) => index.models[name]?.files ?? []).filter(isNeeded);
		},
		bytes: async (wanted) => (await catalogue.files(wanted)).reduce((sum, { bytes }) => sum + bytes, 0),
		async hash(name) {
			const weights = (await catalogue.files([name])).filter(({ path }) => path.endsWith('.safetensors'));
			return weights.length === 1 ? weights[0]?.sha256 : undefined;
		},
		async json(path) {
			try {
				const response = await fetcher(folder + path);
				if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
				return await response.json();
			} catch (cause) {
				throw new AtelierError(
					'network-failed',
					`${path} could not be downloaded. Check the connection and reload the page.`,
					{ cause },
				);
			}
		},
	};
	return catalogue;
}

/** The catalogue of the models served with the page. */
export const publishedModels = createCatalogue('models/', (...request) => fetch(...request));
