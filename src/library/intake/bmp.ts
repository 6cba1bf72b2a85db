import type { Bytes } from './bytes';
import type { PictureHeader } from './pictureHeader';

/** Bytes of the information header of OS/2, whose sizes have 16 bits; all later headers begin like that of Windows. */
const coreHeader = 12;

/** BMP: a file header of 14 bytes, then an information header that begins with its own length. */
export function readBmp(bytes: Bytes): PictureHeader {
	const isCore = bytes.u32le(14) === coreHeader;
	return {
		format: 'bmp',
		width: isCore ? bytes.u16le(18) : Math.abs(bytes.u32le(18) | 0),
		// Negative when the rows run from top to bottom.
		height: isCore ? bytes.u16le(20) : Math.abs(bytes.u32le(22) | 0),
		animated: false,
		truncated: bytes.u32le(2) > bytes.length,
	};
}
