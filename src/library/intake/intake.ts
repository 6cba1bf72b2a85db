import { AtelierError, isAbort, throwIfAborted } from '../../models/errors';
import { quoted } from '../names';
import { readText } from '../png/text';
import { recipeKeyword } from '../recipe';
import { isSideways } from './exif';
import { readHeader } from './header';
import type { PictureHeader } from './pictureHeader';
import * as refusals from './refusals';
import { withinTime } from './timeLimit';

/** Larger pictures are refused before they are decoded: 100 megapixels take 400 MB. */
export const maxPixels = 100e6;
/** Larger pictures are made smaller: Paint needs 1 megapixel, and iOS cannot draw more than 16. */
export const keptPixels = 16e6;
/** Longer pictures are made smaller: a WebP has at most 16,383 pixels on a side, and canvases have limits too. */
export const keptSide = 16_000;
/** Larger files are refused before they are read. */
export const maxBytes = 300e6;
const smallestSide = 16;
/** Enough of a file to tell its format. */
const firstBytes = 4096;
/** Milliseconds that one step of a decoder may take: 100 megapixels take some seconds on a slow machine. */
const decodingTime = 60_000;

export interface Extent {
	readonly width: number;
	readonly height: number;
}

export interface RedrawOptions {
	/** The copy has at most so many pixels, */
	readonly pixels: number;
	/** and at most so many on its longer side. */
	readonly side: number;
	/** EXIF orientation to apply, if the browser does not do it by itself: 1 to 8. */
	readonly orientation: number;
}

/** The browser's picture functions, so that the rules can be tested without a browser. */
export interface PictureTools {
	/** The size that the decoder itself reads from the header, without decoding. Throws when it cannot. */
	extent(picture: Blob): Promise<Extent>;
	/** Decodes a picture. @returns its size, with EXIF orientation as far as the browser applies it. Throws when it cannot decode it. */
	measure(picture: Blob): Promise<Extent>;
	/** Draws a still, upright copy. */
	redraw(picture: Blob, options: RedrawOptions): Promise<Extent & { readonly picture: Blob }>;
	/** Whether the browser applies the EXIF orientation of a WebP. */
	turnsWebp(): Promise<boolean>;
}

export interface TakenPicture {
	readonly picture: Blob;
	readonly name: string;
	readonly width: number;
	readonly height: number;
	/** The file itself, where it is animated: `picture` is then its first frame. */
	readonly film?: Blob;
	/** What was changed, in sentences for the visitor. */
	readonly notes: readonly string[];
	/** The recipe inside a work made here, as text. */
	readonly recipe?: string;
}

/**
 * Checks a picture, and makes it smaller or still if needed. Every picture that enters the studio passes here: format
 * by its first bytes, size by its header and again by the decoder's own reading of it, then decoded once.
 * @throws AtelierError picture-* with a sentence that names the file and says what to do; AbortError between two steps
 */
export async function takePicture(
	file: Blob,
	name: string,
	tools: PictureTools,
	signal?: AbortSignal,
): Promise<TakenPicture> {
	const { bytes, header } = await readFile(file, name);
	throwIfAborted(signal);
	const typed = new Blob([file], { type: `image/${header.format}` });
	const inTime = <T>(work: Promise<T>): Promise<T> =>
		withinTime(work, decodingTime, () => refusals.tookTooLong(name)).catch((cause: unknown) => {
			throwIfAborted(signal);
			throw cause instanceof AtelierError || isAbort(cause) ? cause : refusals.undecodable(name, header, cause);
		});
	// Headers can be hidden from our reading: the decoder's counts.
	refuseLarge(name, await inTime(tools.extent(typed)));
	throwIfAborted(signal);
	const decoded = await inTime(tools.measure(typed));
	throwIfAborted(signal);
	refuseLarge(name, decoded);
	const { orientation = 1 } = header;
	const turn = orientation > 1 && !(await tools.turnsWebp()) ? orientation : 1;
	const { width, height } = isSideways(turn) ? { width: decoded.height, height: decoded.width } : decoded;
	if (Math.min(width, height) < smallestSide) throw refusals.tooSmall(name, { width, height }, smallestSide);
	const shrunk = Math.min(1, keptSide / Math.max(width, height));
	if (Math.min(width, height) * shrunk < smallestSide) throw refusals.tooNarrow(name, { width, height });

	const recipe = header.format === 'png' ? await readText(bytes, recipeKeyword) : undefined;
	const common = { name, ...(recipe === undefined ? {} : { recipe }) };
	const large = width * height > keptPixels || shrunk < 1;
	if (!large && !header.animated && turn === 1) return { ...common, picture: typed, width, height, notes: [] };

	const redrawn = await inTime(tools.redraw(typed, { pixels: keptPixels, side: keptSide, orientation: turn }));
	throwIfAborted(signal);
	const notes: string[] = [];
	const called = quoted(name);
	if (header.animated)
		notes.push(`${called} is animated: Paint can paint all of it, elsewhere its first frame is used.`);
	if (large) {
		const megapixels = Math.round((width * height) / 1e6);
		notes.push(`${called} has ${megapixels} megapixels and was made smaller: ${redrawn.width} × ${redrawn.height}.`);
	}
	return { ...common, ...redrawn, ...(header.animated && { film: typed }), notes };
}

/** Reads a file and its header. The first bytes alone tell whether it is worth reading: a film may have gigabytes. */
async function readFile(file: Blob, name: string): Promise<{ bytes: Uint8Array<ArrayBuffer>; header: PictureHeader }> {
	if (file.size === 0) throw refusals.empty(name);
	const read = async (part: Blob) =>
		new Uint8Array(
			await part.arrayBuffer().catch((cause: unknown) => {
				throw refusals.unreadable(name, cause);
			}),
		);
	if (readHeader(await read(file.slice(0, firstBytes))) === undefined) throw refusals.notAPicture(name);
	if (file.size > maxBytes) throw refusals.tooManyBytes(name, file.size, maxBytes);
	const bytes = await read(file);
	const header = readHeader(bytes);
	if (header === undefined) throw refusals.notAPicture(name);
	refuseLarge(name, header);
	if (header.truncated) throw refusals.cutShort(name);
	return { bytes, header };
}

function refuseLarge(name: string, size: Extent): void {
	if (size.width * size.height > maxPixels) throw refusals.tooManyPixels(name, size);
}
