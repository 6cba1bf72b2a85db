import type { Bytes } from './bytes';
import type { PictureHeader } from './pictureHeader';

const extension = 0x21;
const frame = 0x2c;
const trailer = 0x3b;

/** Bytes of a colour table whose size stands in the low three bits of its flags. */
const tableBytes = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);

/** GIF89a: counts frames by walking its blocks; the first frame must be whole. */
export function readGif(bytes: Bytes): PictureHeader {
	let frames = 0;
	let whole = false;
	let at = 13 + tableBytes(bytes.u8(10));
	while (at < bytes.length && frames < 2) {
		const block = bytes.u8(at);
		if (block === trailer) break;
		if (block === frame) {
			frames += 1;
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
		width: bytes.u16le(6),
		height: bytes.u16le(8),
		animated: frames > 1,
		truncated: !whole,
	};
}

/** Sub-blocks are a length byte and as many bytes, ended by length 0. Past the end when cut short. */
function skipSubBlocks(bytes: Bytes, start: number): number {
	let at = start;
	while (at < bytes.length) {
		const length = bytes.u8(at);
		at += 1 + length;
		if (length === 0) return at;
	}
	return bytes.length + 1;
}
