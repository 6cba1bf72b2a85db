import { readBmp } from './bmp';
import { Bytes } from './bytes';
import { readGif } from './gif';
import { readHeif } from './heif';
import { readJpeg } from './jpeg';
import type { PictureHeader } from './pictureHeader';
import { readPng } from './png';
import { readWebp } from './webp';

/**
 * Reads a picture's format from its first bytes (its name and reported type may be wrong), and its size from its header,
 * so that most decompression bombs are refused before any decoder sees them.
 * @returns undefined if the bytes are not of a known picture format
 */
export function readHeader(data: Uint8Array): PictureHeader | undefined {
	const bytes = new Bytes(data);
	if (bytes.starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return readPng(bytes);
	if (bytes.starts(0xff, 0xd8, 0xff)) return readJpeg(bytes);
	if (bytes.tag(0) === 'RIFF' && bytes.tag(8) === 'WEBP') return readWebp(bytes);
	if (bytes.tag(0) === 'GIF8') return readGif(bytes);
	if (bytes.tag(4) === 'ftyp') return readHeif(bytes);
	if (bytes.tag(0, 2) === 'BM') return readBmp(bytes);
	return undefined;
}
