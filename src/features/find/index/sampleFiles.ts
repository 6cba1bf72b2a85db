/** The sample library: the shipped photos, and the studio's own paintings. */
import type { PickedFile } from '../../../library/intake/files';
import { fetchSample, samples } from '../../../library/samples';
import { throwIfAborted } from '../../../models/errors';

interface StylesConfig {
	readonly styles: readonly { readonly title: string; readonly thumbnail: string }[];
}

const fileOf = (blob: Blob, name: string): PickedFile => ({
	file: new File([blob], name, { type: blob.type, lastModified: 0 }),
	path: `Samples/${name}`,
});

/**
 * Fetches the sample library.
 * @param modelsUrl folder of the models, ending in a slash: the styles' thumbnails are there
 * @throws AtelierError `network-failed` when a photo cannot be fetched; AbortError
 */
export async function sampleFiles(signal?: AbortSignal, modelsUrl = 'models/'): Promise<PickedFile[]> {
	const photos = await Promise.all(
		samples.map(async (sample) => fileOf(await fetchSample(sample, signal), `${sample.title}.jpg`)),
	);
	const pictures = [...photos, ...(await paintings(modelsUrl, signal))];
	throwIfAborted(signal);
	return pictures;
}

/** The styles' thumbnails: one of these photos painted in each style. Those that cannot be fetched are left out. */
async function paintings(modelsUrl: string, signal?: AbortSignal): Promise<PickedFile[]> {
	const fetchFine = async (path: string): Promise<Response> => {
		const response = await fetch(`${modelsUrl}styles/${path}`, { signal: signal ?? null });
		if (!response.ok) throw new Error(`${response.status}`);
		return response;
	};
	try {
		const { styles } = (await (await fetchFine('config.json')).json()) as StylesConfig;
		const fetched = await Promise.allSettled(
			styles.map(async ({ title, thumbnail }) =>
				fileOf(await (await fetchFine(thumbnail)).blob(), `Rocket, after ${title}.webp`),
			),
		);
		return fetched.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
	} catch {
		return [];
	}
}
