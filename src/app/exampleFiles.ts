/** The files of the finished examples, and the sample photos that they were made from. */
import { receive } from '../library/receive';
import { fetchSample, samples } from '../library/samples';
import type { LibraryItem } from '../library/types';
import { AtelierError } from '../models/errors';
import { library } from './library';

/** @throws AtelierError `network-failed` */
export async function fetchExample(name: string): Promise<Blob> {
	try {
		const response = await fetch(`examples/${name}`);
		// Some hosts answer with their first page where there is no file.
		const isPage = response.headers.get('content-type')?.startsWith('text/html');
		if (!response.ok || isPage) throw new Error(`${response.status} ${response.statusText}`);
		return await response.blob();
	} catch (cause) {
		throw new AtelierError('network-failed', 'The example could not be fetched. Check the connection and try again.', {
			cause,
		});
	}
}

/** Adds a sample photo to the library, so that a work made from it finds it. */
export async function keepSample(id: string): Promise<LibraryItem> {
	const sample = samples.find((one) => one.id === id);
	if (sample === undefined) throw new TypeError(`There is no sample “${id}”.`);
	return (await receive(library, await fetchSample(sample), `${sample.title}.jpg`)).item;
}
