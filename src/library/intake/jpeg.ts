import type { Bytes } from './bytes';
import type { PictureHeader } from './pictureHeader';

const startOfScan = 0xda;
const endOfImage = 0xd9;

/** SOF0 to SOF15 contain the size; C4, C8 and CC in between are tables. */
const isFrame = (marker: number): boolean =>
	marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Markers without a length: TEM, the restarts and the start of the image; `FF 00` is a data byte, no marker at all. */
const standsAlone = (marker: number): boolean => marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8);

/**
 * JPEG (ITU T.81, annex B): segments up to the first scan, and an end marker somewhere after it. Bytes between segments
 * are skipped one by one as decoders do, so that nothing can hide the frame header from us and not from them.
 */
export function readJpeg(bytes: Bytes): PictureHeader {
	let width = 0;
	let height = 0;
	let at = 2;
	while (at + 4 <= bytes.length) {
		const marker = bytes.u8(at + 1);
		if (bytes.u8(at) !== 0xff || marker === 0xff) {
			at += 1; // fill bytes, and whatever else decoders skip
			continue;
		}
		if (isFrame(marker)) {
			height = Math.max(height, bytes.u16(at + 5));
			width = Math.max(width, bytes.u16(at + 7));
		}
		if (marker === startOfScan) break;
		at += standsAlone(marker) ? 2 : 2 + bytes.u16(at + 2);
	}
	// A thumbnail in the EXIF block has its own end marker: only one after the scan counts.
	return { format: 'jpeg', width, height, animated: false, truncated: !hasEnd(bytes, at) };
}

function hasEnd(bytes: Bytes, from: number): boolean {
	for (let at = bytes.length - 2; at > from; at--) {
		if (bytes.u8(at) === 0xff && bytes.u8(at + 1) === endOfImage) return true;
	}
	return false;
}
