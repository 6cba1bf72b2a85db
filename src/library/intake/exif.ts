import { Bytes } from './bytes';

const orientationTag = 0x0112;
const entryBytes = 12;

/**
 * Reads the orientation from EXIF data: a TIFF header, then a list of entries (EXIF 2.32, 4.6).
 * @returns 1 to 8; 1, upright, when there is none or it is damaged
 */
export function readOrientation(exif: Uint8Array): number {
	const start = new Bytes(exif).tag(0, 6) === 'Exif\0\0' ? 6 : 0; // some programs keep the marker of a JPEG
	const bytes = new Bytes(exif.subarray(start));
	const order = bytes.tag(0, 2);
	if (order !== 'II' && order !== 'MM') return 1;
	const little = order === 'II';
	const u16 = (at: number): number => (little ? bytes.u16le(at) : bytes.u16(at));
	const list = little ? bytes.u32le(4) : bytes.u32(4);
	const count = u16(list);
	for (let entry = 0; entry < count; entry++) {
		const at = list + 2 + entry * entryBytes;
		if (at + entryBytes > bytes.length) return 1;
		if (u16(at) !== orientationTag) continue;
		const orientation = u16(at + 8);
		return orientation >= 1 && orientation <= 8 ? orientation : 1;
	}
	return 1;
}

/** Whether an orientation swaps width and height. */
export const isSideways = (orientation: number): boolean => orientation >= 5;
