import { type Base64, fromBase64, toBase64 } from '../../models/base64';
import type { PictureGrid } from './pictureGrid';

/** A grid as JSON. */
export interface PlainGrid extends Omit<PictureGrid, 'codes'> {
	readonly codes: Base64;
}

export const plainGridOf = ({ codes, ...rest }: PictureGrid): PlainGrid => ({ ...rest, codes: toBase64(codes) });

export const gridOf = ({ codes, ...rest }: PlainGrid): PictureGrid => ({
	...rest,
	codes: new Int8Array(fromBase64(codes).buffer),
});
