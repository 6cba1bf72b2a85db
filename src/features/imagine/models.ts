/** What the page knows of Imagine's networks before any is loaded: what they weigh, and which words they know. */
import { type BirdVocabulary, parseBirdVocabulary } from '../../networks/birdVocabulary.shared';

export interface ImagineModels {
	/** All files of the networks, bytes: what the first bird downloads at most. */
	readonly bytes?: number;
	readonly vocabulary?: BirdVocabulary;
}

interface Index {
	readonly models?: Readonly<Record<string, { readonly files?: readonly { bytes: number }[] } | undefined>>;
}

const row = ['skipthought', 'stackgan'] as const;

/**
 * Either part is absent when it cannot be fetched or read: the job says so when it is asked for a bird.
 * @param folder address of the models, with a slash at its end
 */
export async function loadImagineModels(folder = '/models/', fetcher: typeof fetch = fetch): Promise<ImagineModels> {
	const fetched = async (path: string): Promise<unknown> => (await fetcher(folder + path)).json();
	const weigh = async (): Promise<ImagineModels> => {
		const { models = {} } = (await fetched('index.json')) as Index;
		return { bytes: row.flatMap((name) => models[name]?.files ?? []).reduce((sum, file) => sum + file.bytes, 0) };
	};
	const learn = async (): Promise<ImagineModels> => ({
		vocabulary: parseBirdVocabulary(await fetched('stackgan/words.json')),
	});
	const parts = await Promise.allSettled([weigh(), learn()]);
	return Object.assign({}, ...parts.map((part) => (part.status === 'fulfilled' ? part.value : {})));
}
