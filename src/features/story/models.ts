/** What the page knows of Story's networks before any is loaded: what they weigh, and which encoder it is. */

export interface StoryModels {
	/** All files of the row of networks, bytes: what the first story downloads at most. */
	readonly bytes: number;
	/** SHA-256 of the sentence encoder's weights, hex: own styles are of use to it alone. */
	readonly encoderHash?: string;
}

interface Index {
	readonly models?: Readonly<
		Record<string, { readonly files?: readonly { path: string; bytes: number; sha256: string }[] } | undefined>
	>;
}

const row = ['perception', 'captioner', 'bank', 'skipthought', 'storyteller'] as const;

/**
 * @param folder address of the models, with a slash at its end
 * @returns undefined when the list cannot be fetched: the story's job says so when it is asked for one
 */
export async function loadStoryModels(
	folder = '/models/',
	fetcher: typeof fetch = fetch,
): Promise<StoryModels | undefined> {
	try {
		const response = await fetcher(`${folder}index.json`);
		const { models = {} } = (await response.json()) as Index;
		const bytes = row.flatMap((name) => models[name]?.files ?? []).reduce((sum, file) => sum + file.bytes, 0);
		const weights = models.skipthought?.files?.filter(({ path }) => path.endsWith('.safetensors')) ?? [];
		const encoderHash = weights.length === 1 ? weights[0]?.sha256 : undefined;
		return { bytes, ...(encoderHash === undefined ? {} : { encoderHash }) };
	} catch {
		return undefined;
	}
}
