import { AtelierError } from '../../models/errors';

/** A built-in style, as the gallery shows it. */
export interface StyleEntry {
	readonly id: string;
	readonly title: string;
	readonly painter: string;
	readonly year: string;
	readonly source: string;
	/** Address of a texture made from the style's own statistics. */
	readonly thumbnail: string;
	/** The painting's five main colours, shown until the thumbnail is there. */
	readonly swatches: readonly string[];
	/** SHA-256 of the pack, hex: goes into recipes. */
	readonly hash?: string;
}

export interface Catalogue {
	readonly styles: readonly StyleEntry[];
	/** SHA-256 of the studio's own network, hex. */
	readonly networkHash?: string;
	/** What the first painting downloads. */
	readonly networkBytes: number;
	/** Layers of the network that are worth weighing, shallow to deep. */
	readonly layers: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

async function fetchJson(url: string, fetcher: typeof fetch): Promise<unknown> {
	try {
		const response = await fetcher(url);
		if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
		return await response.json();
	} catch (cause) {
		const advice = 'Check the connection and reload the page.';
		throw new AtelierError('network-failed', `The list of styles could not be fetched. ${advice}`, { cause });
	}
}

/** The worker's loader checks these files strictly before it uses them; the gallery leaves out what it cannot show. */
function entryOf(raw: unknown, folder: string, hashes: ReadonlyMap<string, string>): StyleEntry[] {
	if (!isObject(raw) || text(raw.id) === '' || text(raw.title) === '') return [];
	const id = text(raw.id);
	const hash = hashes.get(`styles/${id}`);
	return [
		{
			id,
			title: text(raw.title),
			painter: text(raw.painter),
			year: text(raw.year),
			source: text(raw.source),
			thumbnail: `${folder}styles/${text(raw.thumbnail)}`,
			swatches: list(raw.swatches).map(text),
			...(hash === undefined ? {} : { hash }),
		},
	];
}

/** Hash of each model's only weight file, by the model's name. */
function hashesOf(index: unknown): { hashes: Map<string, string>; bytes: Map<string, number> } {
	const hashes = new Map<string, string>();
	const bytes = new Map<string, number>();
	const models = isObject(index) && isObject(index.models) ? index.models : {};
	for (const [name, model] of Object.entries(models)) {
		const files = isObject(model) ? list(model.files).filter(isObject) : [];
		const weights = files.filter((file) => text(file.path).endsWith('.safetensors'));
		if (weights.length === 1) hashes.set(name, text(weights[0]?.sha256));
		bytes.set(
			name,
			files.reduce((sum, file) => sum + (Number(file.bytes) || 0), 0),
		);
	}
	return { hashes, bytes };
}

/**
 * What can be painted with, and what it takes to download it.
 * @param folder address of the models, with a slash at its end
 * @throws AtelierError `network-failed`
 */
export async function loadCatalogue(folder = '/models/', fetcher: typeof fetch = fetch): Promise<Catalogue> {
	const [index, styles, network] = await Promise.all([
		fetchJson(`${folder}index.json`, fetcher),
		fetchJson(`${folder}styles/config.json`, fetcher),
		fetchJson(`${folder}perception/config.json`, fetcher),
	]);
	const { hashes, bytes } = hashesOf(index);
	const networkHash = hashes.get('perception');
	return {
		styles: list(isObject(styles) ? styles.styles : []).flatMap((raw) => entryOf(raw, folder, hashes)),
		networkBytes: bytes.get('perception') ?? 0,
		layers: layersOf(network),
		...(networkHash === undefined ? {} : { networkHash }),
	};
}

/** relu1_1, relu1_2, relu2_1, ...: every layer that Paint can look at. */
function layersOf(config: unknown): string[] {
	const blocks = isObject(config) ? list(config.blocks).filter(isObject) : [];
	return blocks.flatMap((block, at) =>
		Array.from({ length: Number(block.convolutions) || 0 }, (_, index) => `relu${at + 1}_${index + 1}`),
	);
}
