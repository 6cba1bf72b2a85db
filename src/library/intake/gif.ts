import type { Bytes } from './bytes';
import type { PictureHeader } from './pictureHeader';

const extension = 0x21;
const frame = 0x2c;
const trailer = 0x3b;

/** Bytes of a colour table; the low three bits of its flags give its size. */
const tableBytes = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);

/** GIF89a: counts frames block by block; the first frame must be complete. */
export function readGif(bytes: Bytes): PictureHeader {
	let width = bytes.u16le(6);
	let height = bytes.u16le(8);
	let frames = 0;
	let whole = false;
	let at = 13 + tableBytes(bytes.u8(10));
	while (at < bytes.length && frames < 2) {
		const block = bytes.u8(at);
		if (block === trailer) break;
		if (block === frame) {
			frames += 1;
			// A frame may reach over the screen's edge: decoders enlarge the screen.
			width = Math.max(width, bytes.u16le(at + 1) + bytes.u16le(at + 5));
			height = Math.max(height, bytes.u16le(at + 3) + bytes.u16le(at + 7));
			at = skipSubBlocks(bytes, at + 11 + tableBytes(bytes.u8(at + 9)));
			whole ||= at <= bytes.length;
		} else if (block === extension) {
			at = skipSubBlocks(bytes, at + 2);
		} else {
			break;
		}
	}
	return {
		format: 'gif',
		width,
		height,
		animated: frames > 1,
		truncated: !whole,
	};
}

/** Skips sub-blocks: a length byte and as many bytes each, until one of length 0. @returns a place past the end if they are cut short */
function skipSubBlocks(bytes: Bytes, start: number): number {
	let at = start;
	while (at < bytes.length) {
		const length = bytes.u8(at);
		at += 1 + length;
		if (length === 0) return at;
	}
	return bytes.length + 1;
}
