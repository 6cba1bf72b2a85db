/** The reasons why a file is not taken in, as sentences that name the file and say what to do. */
import { AtelierError, isAbort } from '../../models/errors';
import { bytes, number } from '../../ui/format';
import { quoted } from '../names';
import { pictureFormats } from './leftOut';
import type { PictureHeader } from './pictureHeader';

interface Extent {
	readonly width: number;
	readonly height: number;
}

const sizeText = ({ width, height }: Extent): string => `${number(width)} × ${number(height)}`;

export const empty = (name: string): AtelierError =>
	new AtelierError('picture-empty', `${quoted(name)} is empty (0 bytes). Choose the original file again.`);

export const notAPicture = (name: string): AtelierError =>
	new AtelierError(
		'picture-unreadable',
		`${quoted(name)} is not a picture that can be opened here. Choose one of these: ${pictureFormats}.`,
	);

export const tooManyBytes = (name: string, size: number, most: number): AtelierError =>
	new AtelierError(
		'picture-too-large',
		`${quoted(name)} has ${bytes(size)}, more than the ${bytes(most)} that can be opened here. Save it smaller first.`,
	);

export const tooManyPixels = (name: string, size: Extent): AtelierError =>
	new AtelierError(
		'picture-too-large',
		`${quoted(name)} declares ${sizeText(size)} pixels, more than the 100 megapixels that can be opened here. ` +
			'Make it smaller first.',
	);

export const tooSmall = (name: string, size: Extent, least: number): AtelierError =>
	new AtelierError(
		'picture-too-small',
		`${quoted(name)} is only ${sizeText(size)} pixels. Choose a picture of at least ${least} on each side.`,
	);

export const tooNarrow = (name: string, size: Extent): AtelierError =>
	new AtelierError(
		'picture-too-large',
		`${quoted(name)} is ${sizeText(size)} pixels, too long and narrow to be opened here. Cut a part out of it first.`,
	);

export const cutShort = (name: string): AtelierError =>
	new AtelierError(
		'picture-truncated',
		`${quoted(name)} is cut short: the end of the picture is missing. Copy or download it again.`,
	);

export const tookTooLong = (name: string): AtelierError =>
	new AtelierError(
		'picture-unreadable',
		`${quoted(name)} takes too long to open. Open it in another program, and save it again as JPEG or PNG.`,
	);

/** For what the browser's decoders refuse. */
export function undecodable(name: string, { format }: PictureHeader, cause: unknown): AtelierError {
	if (format === 'heic') {
		return new AtelierError(
			'picture-unsupported',
			`${quoted(name)} is a HEIC photo, which this browser cannot open. Export it as JPEG and choose that ` +
				'(on an iPhone: Settings, Camera, Formats, Most Compatible).',
			{ cause },
		);
	}
	return new AtelierError(
		'picture-unreadable',
		`${quoted(name)} says it is a ${format.toUpperCase()} picture, but its content is damaged. ` +
			'Open it in another program and save it again.',
		{ cause },
	);
}

/** For a file whose bytes the browser could not read: the file may be gone, or be a folder. Cancellations stay what they are. */
export function unreadable(name: string, cause: unknown): unknown {
	if (cause instanceof AtelierError || isAbort(cause)) return cause;
	const kind = cause instanceof DOMException ? cause.name : '';
	const why =
		kind === 'NotFoundError'
			? 'is no longer there: it has been moved, renamed or deleted. Choose it again.'
			: 'could not be read: it has changed, or you may not read its folder. Choose it again.';
	return new AtelierError('picture-unreadable', `${quoted(name)} ${why}`, { cause });
}
