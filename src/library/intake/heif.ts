import type { Bytes } from './bytes';
import type { PictureHeader } from './pictureHeader';

const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);

/**
 * AVIF and HEIC (ISO/IEC 23008-12) share a container of boxes. Each item has its size in an `ispe` box inside `meta`
 * (tiles and thumbnails have theirs): the largest is the picture's, or larger than its tiles.
 * @returns undefined for other files of the family, such as MP4
 */
export function readHeif(bytes: Bytes): PictureHeader | undefined {
	const brands = brandsOf(bytes);
	const avif = brands.includes('avif') || brands.includes('avis');
	if (!avif && !brands.some((brand) => heicBrands.has(brand))) return undefined;
	let width = 0;
	let height = 0;
	let end = 0;
	for (const box of boxesOf(bytes)) {
		end = box.end;
		if (box.type !== 'meta') continue;
		// The depth of `ispe` differs, its tag does not.
		for (let at = box.start; at + 16 <= Math.min(box.end, bytes.length); at++) {
			if (bytes.u8(at) !== 0x69 || bytes.tag(at) !== 'ispe') continue;
			width = Math.max(width, bytes.u32(at + 8));
			height = Math.max(height, bytes.u32(at + 12));
		}
	}
	return {
		format: avif ? 'avif' : 'heic',
		width,
		height,
		animated: bytes.tag(8) === 'avis',
		truncated: end > bytes.length,
	};
}

function brandsOf(bytes: Bytes): string[] {
	const brands = [bytes.tag(8)];
	const end = Math.min(bytes.u32(0), bytes.length);
	for (let at = 16; at + 4 <= end; at += 4) brands.push(bytes.tag(at));
	return brands;
}

/** The boxes at the top of the file, in order. The last one may end after the file does, if the file is cut short. */
function* boxesOf(bytes: Bytes): Generator<{ readonly type: string; readonly start: number; readonly end: number }> {
	for (let at = 0; at + 8 <= bytes.length; ) {
		const short = bytes.u32(at);
		// 0: to the end of the file; 1: a size of 64 bits follows.
		const size =
			short === 0 ? bytes.length - at : short === 1 ? bytes.u32(at + 8) * 2 ** 32 + bytes.u32(at + 12) : short;
		if (size < 8) return;
		yield { type: bytes.tag(at + 4), start: at + 8, end: at + size };
		at += size;
	}
}
