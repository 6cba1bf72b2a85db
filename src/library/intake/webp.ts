import type { Bytes } from './bytes';
import { readOrientation } from './exif';
import type { PictureHeader } from './pictureHeader';

const animationFlag = 0b10;

/** WebP (RFC 9649): the first chunk of the RIFF container says which of three headers follows. */
export function readWebp(bytes: Bytes): PictureHeader {
	const { width, height } = sizeOf(bytes);
	return {
		format: 'webp',
		width,
		height,
		animated: bytes.tag(12) === 'VP8X' && (bytes.u8(20) & animationFlag) !== 0,
		truncated: bytes.u32le(4) + 8 > bytes.length,
		orientation: orientationOf(bytes),
	};
}

function sizeOf(bytes: Bytes): { width: number; height: number } {
	switch (bytes.tag(12)) {
		case 'VP8X':
			return { width: bytes.u24le(24) + 1, height: bytes.u24le(27) + 1 };
		case 'VP8L': {
			// 14 bits of width - 1, then 14 bits of height - 1, after the signature byte.
			const packed = bytes.u32le(21);
			return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
		}
		case 'VP8 ':
			return { width: bytes.u16le(26) & 0x3fff, height: bytes.u16le(28) & 0x3fff };
		default:
			return { width: 0, height: 0 };
	}
}

/** EXIF stands in a chunk behind the picture. Chunks are padded to even lengths. */
function orientationOf(bytes: Bytes): number {
	for (let at = 12; at + 8 <= bytes.length; ) {
		const length = bytes.u32le(at + 4);
		if (bytes.tag(at) === 'EXIF') return readOrientation(bytes.data.subarray(at + 8, at + 8 + length));
		at += 8 + length + (length % 2);
	}
	return 1;
}
