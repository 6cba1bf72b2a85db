/** The formats that a picture can be saved in. */
import { draw } from './intake/tools';
import { writeRecipe } from './recipe';

export const formats = {
	png: { label: 'PNG', type: 'image/png' },
	webp: { label: 'WebP', type: 'image/webp' },
	jpg: { label: 'JPEG', type: 'image/jpeg' },
} as const;

export type Format = keyof typeof formats;

/** Quality of WebP and JPEG, 0 to 1. */
const quality = 0.92;

const endings: Readonly<Record<string, string>> = { jpeg: 'jpg', quicktime: 'mov', 'x-matroska': 'mkv' };

/** The usual ending of a picture's or a film's file name, by its type. */
export function endingOf({ type }: Blob): string {
	const kind = /^(?:image|video)\/([\w-]+)/.exec(type)?.[1] ?? 'png';
	return endings[kind] ?? kind;
}

/**
 * A picture in another format. A PNG carries the recipe; the others are for showing it elsewhere.
 * @returns the picture itself when it has that format already
 */
export async function convert(picture: Blob, format: Format, recipe?: unknown): Promise<Blob> {
	const { type } = formats[format];
	if (picture.type === type) return picture;
	const canvas = await draw(picture, ({ width, height }) => ({ width, height }));
	if (format === 'jpg') {
		// JPEG has no transparency: white is what lies behind a picture on paper.
		const context = canvas.getContext('2d');
		if (context !== null) {
			context.globalCompositeOperation = 'destination-over';
			context.fillStyle = '#fff';
			context.fillRect(0, 0, canvas.width, canvas.height);
		}
	}
	const file = await canvas.convertToBlob({ type, quality });
	return format === 'png' && recipe !== undefined ? writeRecipe(file, recipe) : file;
}
