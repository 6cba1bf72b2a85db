import { AtelierError, throwIfAborted } from '../models/errors';

/** Sample photos; `public/samples/README.md` names their authors and licences. */
export interface Sample {
	readonly id: string;
	readonly title: string;
	readonly credit: string;
	readonly photo: string;
	readonly thumbnail: string;
}

const sample = (id: string, title: string, credit: string): Sample => ({
	id,
	title,
	credit,
	photo: `samples/${id}.jpg`,
	thumbnail: `samples/${id}.thumbnail.webp`,
});

export const samples: readonly Sample[] = [
	sample('chelsea', 'Chelsea the cat', 'Stéfan van der Walt, CC0'),
	sample('coffee', 'A cup of coffee', 'Rachel Michetti, CC0'),
	sample('rocket', 'Falcon 9 on its way', 'SpaceX, public domain'),
	sample('astronaut', 'Eileen Collins', 'NASA, public domain'),
	sample('hubble', 'Hubble’s deep field', 'NASA, public domain'),
];

/** @throws AtelierError `network-failed`, or AbortError */
export async function fetchSample({ photo, title }: Sample, signal?: AbortSignal): Promise<Blob> {
	try {
		const response = await fetch(photo, { signal: signal ?? null });
		if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
		return await response.blob();
	} catch (cause) {
		throwIfAborted(signal);
		const advice = 'Check the connection and try again, or choose a photo of your own.';
		throw new AtelierError('network-failed', `The sample “${title}” could not be fetched. ${advice}`, { cause });
	}
}
