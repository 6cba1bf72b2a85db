/** What the page knows about Imagine's networks before any is loaded. */
import { type BirdVocabulary, parseBirdVocabulary } from '../../networks/birdVocabulary.shared';
import { type ModelCatalogue, publishedModels } from '../../networks/catalogue';
import { imagineNetworks } from './networks';

export interface ImagineModels {
	/** Size of all network files in bytes: the most that the first bird downloads. */
	readonly bytes?: number;
	readonly vocabulary?: BirdVocabulary;
}

/** Loads the download size and the vocabulary. A part that cannot be read is left out; the job then reports why. */
export async function loadImagineModels(catalogue: ModelCatalogue = publishedModels): Promise<ImagineModels> {
	const parts = await Promise.allSettled([
		catalogue.bytes(imagineNetworks).then((bytes): ImagineModels => ({ bytes })),
		catalogue.json('stackgan/words.json').then((words): ImagineModels => ({ vocabulary: parseBirdVocabulary(words) })),
	]);
	return Object.assign({}, ...parts.map((part) => (part.status === 'fulfilled' ? part.value : {})));
}
