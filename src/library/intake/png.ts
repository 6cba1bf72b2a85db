import type { Bytes } from './bytes';
import type { PictureHeader } from './pictureHeader';

/** PNG (W3C PNG specification): chunks of length, type, data and checksum; `acTL` announces an animation. */
export function readPng(bytes: Bytes): PictureHeader {
	let animated = false;
	let ended = false;
	for (let at = 8; at + 12 <= bytes.length && !ended; at += 12 + bytes.u32(at)) {
		const type = bytes.tag(at + 4);
		animated ||= type === 'acTL' && bytes.u32(at + 8) > 1;
		ended = type === 'IEND';
	}
	return { format: 'png', width: bytes.u32(16), height: bytes.u32(20), animated, truncated: !ended };
}
