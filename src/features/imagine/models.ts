/** What the page knows about Imagine's networks before any is loaded. */
import { type BirdParts, parseBirdParts } from '../../networks/birdParts.shared';
import { type BirdVocabulary, parseBirdVocabulary } from '../../networks/birdVocabulary.shared';
import { type ModelCatalogue, publishedModels } from '../../networks/catalogue';
import { imagineNetworks } from './networks';

export interface ImagineModels {
	/** Size of all network files in bytes: the most that the first bird downloads. */
	readonly bytes?: number;
	readonly vocabulary?: BirdVocabulary;
	readonly parts?: BirdParts;
}

/** Loads the download size, the vocabulary and the parts that have a colour. A part that cannot be read is left out; the job then reports why. */
export async function loadImagineModels(catalogue: ModelCatalogue = publishedModels): Promise<ImagineModels> {
	const parts = await Promise.allSettled([
		catalogue.bytes(imagineNetworks).then((bytes): ImagineModels => ({ bytes })),
		catalogue.json('stackgan/words.json').then((words): ImagineModels => ({ vocabulary: parseBirdVocabulary(words) })),
		catalogue.json('scorer/config.json').then((config): ImagineModels => ({ parts: parseBirdParts(config) })),
	]);
	return Object.assign({}, ...parts.map((part) => (part.status === 'fulfilled' ? part.value : {})));
}
