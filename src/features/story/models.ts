/** What the page knows of Story's networks before any is loaded. */
import { type ModelCatalogue, publishedModels } from '../../networks/catalogue';

export interface StoryModels {
	/** Size of all files of the networks, bytes: what the first story downloads at most. */
	readonly bytes: number;
	/** SHA-256 of the sentence encoder's weights, hex: own styles are of use to it alone. */
	readonly encoderHash?: string;
}

/** Names of the models that a story needs. */
export const storyNetworks = ['perception', 'captioner', 'bank', 'skipthought', 'storyteller'] as const;

/** @returns undefined when the list of models cannot be read: the job then says why */
export async function loadStoryModels(catalogue: ModelCatalogue = publishedModels): Promise<StoryModels | undefined> {
	try {
		const bytes = await catalogue.bytes(storyNetworks);
		const encoderHash = await catalogue.hash('skipthought');
		return { bytes, ...(encoderHash === undefined ? {} : { encoderHash }) };
	} catch {
		return undefined;
	}
}
