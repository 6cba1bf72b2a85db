import type { Bytes } from './bytes';
import type { PictureHeader } from './pictureHeader';

const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);

/**
 * AVIF and HEIC (ISO/IEC 23008-12) share a container of boxes. The size stands in `ispe` boxes, one an
 * item (tiles and thumbnails have theirs): the largest is the picture's, or larger than its tiles.
 * @returns undefined for other files of the family, such as MP4
 */
export function readHeif(bytes: Bytes): PictureHeader | undefined {
	const brands = brandsOf(bytes);
	const avif = brands.includes('avif') || brands.includes('avis');
	if (!avif && !brands.some((brand) => heicBrands.has(brand))) return undefined;
	let width = 0;
	let height = 0;
	// `ispe` lies in the meta box near the start; its depth differs, its tag does not.
	const end = Math.min(bytes.length, 64 * 1024) - 16;
	for (let at = bytes.u32(0); at <= end; at++) {
		if (bytes.u8(at) !== 0x69 || bytes.tag(at) !== 'ispe') continue;
		width = Math.max(width, bytes.u32(at + 8));
		height = Math.max(height, bytes.u32(at + 12));
	}
	return {
		format: avif ? 'avif' : 'heic',
		width,
		height,
		animated: bytes.tag(8) === 'avis',
		truncated: lastBoxIsCut(bytes),
	};
}

function brandsOf(bytes: Bytes): string[] {
	const brands = [bytes.tag(8)];
	const end = Math.min(bytes.u32(0), bytes.length);
	for (let at = 16; at + 4 <= end; at += 4) brands.push(bytes.tag(at));
	return brands;
}

function lastBoxIsCut(bytes: Bytes): boolean {
	let at = 0;
	while (at + 8 <= bytes.length) {
		const size = bytes.u32(at);
		if (size < 8) return false; // 0: to the end of the file; 1: 64-bit size, too large to be cut here
		at += size;
	}
	return at > bytes.length;
}
