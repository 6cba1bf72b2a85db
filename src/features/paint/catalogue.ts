import { type ModelCatalogue, publishedModels } from '../../networks/catalogue';

/** A built-in style, as the gallery shows it. */
export interface StyleEntry {
	readonly id: string;
	readonly title: string;
	readonly painter: string;
	readonly year: string;
	/** Where the painting is. */
	readonly place: string;
	readonly source: string;
	/** Address of a sample photo painted in the style. */
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
			place: text(raw.place),
			source: text(raw.source),
			thumbnail: `${folder}styles/${text(raw.thumbnail)}`,
			swatches: list(raw.swatches).map(text),
			...(hash === undefined ? {} : { hash }),
		},
	];
}

/** What can be painted with, and what it takes to download it. @throws AtelierError when the server cannot be reached */
export async function loadCatalogue(models: ModelCatalogue = publishedModels): Promise<Catalogue> {
	const [networkBytes, networkHash, packs, styles, network] = await Promise.all([
		models.bytes(['perception']),
		models.hash('perception'),
		hashesOf(models),
		models.json('styles/config.json'),
		models.json('perception/config.json'),
	]);
	return {
		styles: list(isObject(styles) ? styles.styles : []).flatMap((raw) => entryOf(raw, models.folder, packs)),
		networkBytes,
		layers: layersOf(network),
		...(networkHash === undefined ? {} : { networkHash }),
	};
}

/** SHA-256 of every style pack, by its model's name. */
async function hashesOf(models: ModelCatalogue): Promise<ReadonlyMap<string, string>> {
	const names = await models.expand(['styles/*']);
	const hashes = await Promise.all(names.map((name) => models.hash(name)));
	return new Map(names.flatMap((name, at) => (hashes[at] === undefined ? [] : [[name, hashes[at]] as const])));
}

/** relu1_1, relu1_2, relu2_1, ...: every layer that Paint can look at. */
function layersOf(config: unknown): string[] {
	const blocks = isObject(config) ? list(config.blocks).filter(isObject) : [];
	return blocks.flatMap((block, at) =>
		Array.from({ length: Number(block.convolutions) || 0 }, (_, index) => `relu${at + 1}_${index + 1}`),
	);
}
