/** Pictures that anyone may try Find with: the shipped photos, and the studio's own pictures. */
import { fetchSample, samples } from '../../../library/samples';
import type { PickedFile } from './files';

interface StylesConfig {
	readonly styles: readonly { readonly title: string; readonly thumbnail: string }[];
}

const fileOf = (blob: Blob, name: string): PickedFile => ({
	file: new File([blob], name, { type: blob.type, lastModified: 0 }),
	path: `Samples/${name}`,
});

/**
 * @param modelsUrl folder of the models, with a slash at its end: the styles' thumbnails lie there
 * @throws AtelierError `network-failed` when a photo cannot be had
 */
export async function sampleFiles(modelsUrl = '/models/'): Promise<PickedFile[]> {
	const photos = await Promise.all(
		samples.map(async (sample) => fileOf(await fetchSample(sample), `${sample.title}.jpg`)),
	);
	return [...photos, ...(await textures(modelsUrl))];
}

/**
 * The styles' thumbnails: textures that the studio synthesised from each style's statistics, named as what they are.
 * Without them the photos are samples enough.
 */
async function textures(modelsUrl: string): Promise<PickedFile[]> {
	const fetchFine = async (path: string): Promise<Response> => {
		const response = await fetch(`${modelsUrl}styles/${path}`);
		if (!response.ok) throw new Error(`${response.status}`);
		return response;
	};
	try {
		const { styles } = (await (await fetchFine('config.json')).json()) as StylesConfig;
		const fetched = await Promise.allSettled(
			styles.map(async ({ title, thumbnail }) =>
				fileOf(await (await fetchFine(thumbnail)).blob(), `Texture after ${title}.webp`),
			),
		);
		return fetched.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
	} catch {
		return [];
	}
}
