/** Sizes and hashes of Story's networks, known before any is loaded. */
import { type ModelCatalogue, publishedModels } from '../../networks/catalogue';
import { storyNetworks } from './networks';

export interface StoryModels {
	/** Total size of the networks, bytes: the most that the first story downloads. */
	readonly bytes: number;
	/** SHA-256 of the sentence encoder's weights, hex: own styles work with this encoder only. */
	readonly encoderHash?: string;
}

/** @returns undefined when the list of models cannot be read; the job then reports why */
export async function loadStoryModels(catalogue: ModelCatalogue = publishedModels): Promise<StoryModels | undefined> {
	try {
		const bytes = await catalogue.bytes(storyNetworks);
		const encoderHash = await catalogue.hash('skipthought');
		return { bytes, ...(encoderHash === undefined ? {} : { encoderHash }) };
	} catch {
		return undefined;
	}
}
