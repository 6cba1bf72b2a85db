/** What the page knows of the published models before any is loaded: their sizes, their hashes, the JSON beside them. */
import { AtelierError } from '../models/errors';
import type { FileEntry, ModelIndex } from '../models/modelIndex';

export interface ModelCatalogue {
	/** Address of the models, with a slash at its end. */
	readonly folder: string;
	/** Names of all models. */
	names(): Promise<readonly string[]>;
	/**
	 * The files that networks need.
	 *
	 * @param wanted names of models; `styles/*` stands for all whose names begin with `styles/`
	 */
	files(wanted: readonly string[]): Promise<readonly FileEntry[]>;
	/** What downloading all of them takes, bytes. */
	bytes(wanted: readonly string[]): Promise<number>;
	/** Names of the models that `wanted` stands for. */
	expand(wanted: readonly string[]): Promise<readonly string[]>;
	/** SHA-256 of a model's weights, hex; undefined when it has none or several files of them. */
	hash(name: string): Promise<string | undefined>;
	/** A JSON file beside the weights, not checked. @param path below the folder of models */
	json(path: string): Promise<unknown>;
}

/**
 * Every method rejects with an AtelierError when the server cannot be reached or answers with nonsense; the next call
 * then asks again.
 */
export function createCatalogue(folder = '/models/', fetcher: typeof fetch = fetch): ModelCatalogue {
	let reading: Promise<{ index: ModelIndex; isNeeded: (file: FileEntry) => boolean }> | undefined;

	/** The reader comes with zod, which the first screen does without. */
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
				name.endsWith('/*') ? names.filter((one) => one.startsWith(name.slice(0, -1))) : [name],
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

/** The catalogue of the models that are served beside the page. */
export const publishedModels = createCatalogue('/models/', (...request) => fetch(...request));
