/** Reads and writes the films of clips, in the browser. Loaded with the first clip. */
import { makeFilm } from '../../../library/film/film';
import { type FilmReader, openFilm } from '../../../library/film/readFilm';
import { throwIfAborted } from '../../../models/errors';
import { paintingSize } from '../presets';
import type { Photo } from '../state';
import type { ClipOptions } from './options';
import { frameTimes } from './plan';

async function reading<T>({ film, name }: Photo, work: (reader: FilmReader) => Promise<T>): Promise<T> {
	if (film === undefined) throw new TypeError('A clip needs a film.');
	const reader = await openFilm(film, name);
	try {
		return await work(reader);
	} finally {
		reader.close();
	}
}

/** How long a photo's film lasts, s. @throws AtelierError clip-* */
export const filmSeconds = (photo: Photo): Promise<number> => reading(photo, async ({ seconds }) => seconds);

/**
 * The frames to paint, as PNG whose longer side is `size`, px.
 * @throws AtelierError clip-*, or `option-invalid` when the film ends before the part to paint; AbortError
 */
export const readFrames = (photo: Photo, clip: ClipOptions, size: number, signal: AbortSignal): Promise<Blob[]> =>
	reading(photo, async (reader) => {
		const { width, height } = paintingSize(size, reader.width / reader.height);
		const frames: Blob[] = [];
		for await (const canvas of reader.frames(frameTimes(clip, reader.seconds), width, height)) {
			throwIfAborted(signal);
			frames.push(await canvas.convertToBlob({ type: 'image/png' }));
		}
		return frames;
	});

/** Encodes painted frames. @param ending see `makeFilm` */
export const writeFrames = (
	frames: readonly Blob[],
	{ frameRate: rate }: ClipOptions,
	signal: AbortSignal,
	ending?: string,
): Promise<Blob> => makeFilm(frames, { rate, lastMs: 1000 / rate, signal, onFrame: () => undefined }, ending);
