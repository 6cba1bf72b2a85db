/** What the page knows of Imagine's networks before any is loaded. */
import { type BirdVocabulary, parseBirdVocabulary } from '../../networks/birdVocabulary.shared';
import { type ModelCatalogue, publishedModels } from '../../networks/catalogue';

export interface ImagineModels {
	/** Size of all files of the networks, bytes: what the first bird downloads at most. */
	readonly bytes?: number;
	readonly vocabulary?: BirdVocabulary;
}

/** Names of the models that a bird needs. */
export const imagineNetworks = ['skipthought', 'stackgan'] as const;

/** Leaves out either part that cannot be read: the job then says why. */
export async function loadImagineModels(catalogue: ModelCatalogue = publishedModels): Promise<ImagineModels> {
	const parts = await Promise.allSettled([
		catalogue.bytes(imagineNetworks).then((bytes): ImagineModels => ({ bytes })),
		catalogue.json('stackgan/words.json').then((words): ImagineModels => ({ vocabulary: parseBirdVocabulary(words) })),
	]);
	return Object.assign({}, ...parts.map((part) => (part.status === 'fulfilled' ? part.value : {})));
}
