/** The sample library: the shipped photos, and birds and paintings made by the studio (npm run library). */
import { z } from 'zod/mini';
import type { PickedFile } from '../../../library/intake/files';
import { fetchSample, samples } from '../../../library/samples';
import { throwIfAborted } from '../../../models/errors';

const listSchema = z.object({ pictures: z.array(z.object({ file: z.string(), title: z.string() })) });

const fileOf = (blob: Blob, name: string): PickedFile => ({
	file: new File([blob], name, { type: blob.type, lastModified: 0 }),
	path: `Samples/${name}`,
});

/**
 * Fetches the sample library.
 * @param libraryUrl its folder, ending in a slash
 * @throws AtelierError `network-failed` when a photo cannot be fetched; AbortError
 */
export async function sampleFiles(signal?: AbortSignal, libraryUrl = 'library/'): Promise<PickedFile[]> {
	const photos = await Promise.all(
		samples.map(async (sample) => fileOf(await fetchSample(sample, signal), `${sample.title}.jpg`)),
	);
	const pictures = [...photos, ...(await listed(libraryUrl, signal))];
	throwIfAborted(signal);
	return pictures;
}

/** The pictures of the library's list. Those that cannot be fetched are left out. */
async function listed(libraryUrl: string, signal?: AbortSignal): Promise<PickedFile[]> {
	const fetchFine = async (path: string): Promise<Response> => {
		const response = await fetch(`${libraryUrl}${path}`, { signal: signal ?? null });
		if (!response.ok) throw new Error(`${response.status}`);
		return response;
	};
	try {
		const { pictures } = listSchema.parse(await (await fetchFine('index.json')).json());
		const fetched = await Promise.allSettled(
			pictures.map(async ({ file, title }) => fileOf(await (await fetchFine(file)).blob(), `${title}.webp`)),
		);
		return fetched.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
	} catch {
		return [];
	}
}
