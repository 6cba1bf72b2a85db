import { AtelierError, throwIfAborted } from '../../models/errors';
import { readText } from '../png/text';
import { recipeKeyword } from '../recipe';
import { readHeader } from './header';
import type { PictureHeader } from './pictureHeader';

/** More is refused before anything is decoded: 100 megapixels take 400 MB decoded. */
export const maxPixels = 100e6;
/** More is made smaller on the way in; Paint needs 1 megapixel, iOS cannot draw more than 16. */
export const keptPixels = 16e6;
const smallestSide = 16;

/** The browser's picture functions, so that the rules can be tested without a browser. */
export interface PictureTools {
	/** Upright (EXIF applied) size. Throws when the browser cannot decode it. */
	measure(picture: Blob): Promise<{ width: number; height: number }>;
	/** A still, upright copy that fits into so many pixels. */
	redraw(picture: Blob, pixels: number): Promise<{ picture: Blob; width: number; height: number }>;
}

export interface TakenPicture {
	readonly picture: Blob;
	readonly name: string;
	readonly width: number;
	readonly height: number;
	/** What was changed on the way in, in sentences for the visitor. */
	readonly notes: readonly string[];
	/** The recipe inside a painting made here, as text. */
	readonly recipe?: string;
}

/**
 * Every picture that enters the studio passes here: type by magic bytes, size by header, then decoded once.
 * @throws AtelierError picture-* with a sentence that names the file and says what to do; AbortError between two steps
 */
export async function takePicture(
	file: Blob,
	name: string,
	tools: PictureTools,
	signal?: AbortSignal,
): Promise<TakenPicture> {
	const called = `“${name}”`;
	if (file.size === 0) {
		throw new AtelierError('picture-empty', `${called} is empty (0 bytes). Choose the original file again.`);
	}
	const bytes = new Uint8Array(await file.arrayBuffer());
	throwIfAborted(signal);
	const header = readHeader(bytes);
	if (header === undefined) {
		throw new AtelierError(
			'picture-unreadable',
			`${called} is not a picture that can be opened here. Choose a JPEG, PNG, WebP, GIF or AVIF file.`,
		);
	}
	refuse(header, called);
	const typed = new Blob([file], { type: `image/${header.format}` });
	const { width, height } = await tools.measure(typed).catch((cause: unknown) => {
		throwIfAborted(signal);
		throw undecodable(header, called, cause);
	});
	throwIfAborted(signal);
	if (Math.min(width, height) < smallestSide) {
		throw new AtelierError(
			'picture-too-small',
			`${called} is only ${width} × ${height} pixels. Choose a picture of at least ${smallestSide} on each side.`,
		);
	}
	const recipe = header.format === 'png' ? await readText(bytes, recipeKeyword) : undefined;
	const withRecipe = recipe === undefined ? {} : { recipe };
	const large = width * height > keptPixels;
	if (!large && !header.animated) return { picture: typed, name, width, height, notes: [], ...withRecipe };

	const redrawn = await tools.redraw(typed, keptPixels);
	throwIfAborted(signal);
	const notes: string[] = [];
	if (header.animated) notes.push(`${called} is animated: its first frame is used.`);
	if (large) {
		const megapixels = Math.round((width * height) / 1e6);
		notes.push(`${called} has ${megapixels} megapixels and was made smaller: ${redrawn.width} × ${redrawn.height}.`);
	}
	return { ...redrawn, name, notes, ...withRecipe };
}

function refuse(header: PictureHeader, called: string): void {
	if (header.width * header.height > maxPixels) {
		throw new AtelierError(
			'picture-too-large',
			`${called} declares ${header.width.toLocaleString('en')} × ${header.height.toLocaleString('en')} pixels, ` +
				'more than the 100 megapixels that can be opened here. Make it smaller first.',
		);
	}
	if (header.truncated) {
		throw new AtelierError(
			'picture-truncated',
			`${called} is cut short: the end of the picture is missing. Copy or download it again.`,
		);
	}
}

function undecodable(header: PictureHeader, called: string, cause: unknown): AtelierError {
	if (header.format === 'heic') {
		return new AtelierError(
			'picture-unsupported',
			`${called} is a HEIC photo, which this browser cannot open. Export it as JPEG and choose that ` +
				'(on an iPhone: Settings, Camera, Formats, Most Compatible).',
			{ cause },
		);
	}
	const format = header.format.toUpperCase();
	return new AtelierError(
		'picture-unreadable',
		`${called} says it is a ${format} picture, but its content is damaged. Open it in another program and save it again.`,
		{ cause },
	);
}
