import { Bytes } from './bytes';
import { readGif } from './gif';
import { readHeif } from './heif';
import { readJpeg } from './jpeg';
import type { PictureHeader } from './pictureHeader';
import { readPng } from './png';
import { readWebp } from './webp';

function readBmp(bytes: Bytes): PictureHeader {
	// The height is negative when the rows run from top to bottom.
	const height = Math.abs(bytes.u32le(22) | 0);
	return {
		format: 'bmp',
		width: bytes.u32le(18),
		height,
		animated: false,
		truncated: bytes.u32le(2) > bytes.length,
	};
}

/**
 * Tells a picture's type by its magic bytes (the name and the type that the system reports may lie)
 * and its size by its header, so that a decompression bomb is never decoded.
 * @returns undefined when the bytes are of no known picture format
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
