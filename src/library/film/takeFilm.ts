import { AtelierError } from '../../models/errors';
import { bytes, roughly } from '../../ui/format';
import { videoTypeOf } from '../intake/fileKinds';
import * as refusals from '../intake/refusals';
import { hashOf, thumbnailOf } from '../intake/tools';
import { quoted, withoutEnding } from '../names';
import type { LibraryItem } from '../types';
import { openFilm } from './readFilm';

/** Larger files are refused: they are kept in the browser's storage. */
const mostBytes = 300e6;
/** Longer videos are refused, seconds. */
const longest = 600;
/** Longer side of the still, px, at most; a smaller film's is its own. */
const stillSide = 1920;
const smallestSide = 16;

/**
 * Checks a video and makes it an item for the library: a photo that shows its first frame.
 * @throws AtelierError clip-*, picture-empty or picture-too-small
 */
export async function takeFilm(file: Blob, name: string): Promise<Omit<LibraryItem, 'id' | 'created'>> {
	if (file.size === 0) throw refusals.empty(name);
	const called = quoted(name);
	if (file.size > mostBytes) {
		throw new AtelierError(
			'clip-too-large',
			`${called} has ${bytes(file.size)}, more than the ${bytes(mostBytes)} that can be kept here. Cut a part out of it first.`,
		);
	}
	const type = videoTypeOf({ name, type: file.type });
	const film = new Blob([file], type === undefined ? {} : { type });
	const reader = await openFilm(film, name);
	try {
		if (reader.seconds > longest) {
			throw new AtelierError(
				'clip-too-long',
				`${called} lasts ${roughly(reader.seconds)}, more than the ${roughly(longest)} that can be opened here. Cut a part out of it first.`,
			);
		}
		if (Math.min(reader.width, reader.height) < smallestSide) throw refusals.tooSmall(name, reader, smallestSide);
		const scale = Math.min(1, stillSide / Math.max(reader.width, reader.height));
		const [width, height] = [reader.width, reader.height].map((side) => Math.max(1, Math.round(side * scale)));
		const { value: still } = await reader.frames([0], width as number, height as number).next();
		const picture = await (still as OffscreenCanvas).convertToBlob({ type: 'image/webp', quality: 0.92 });
		const [hash, thumbnail] = await Promise.all([hashOf(film), thumbnailOf(picture)]);
		const size = { width: width as number, height: height as number };
		return { kind: 'photo', name: withoutEnding(name), ...size, hash, picture, thumbnail, film };
	} finally {
		reader.close();
	}
}
