/** Draws a picture card: one PNG with the picture, its story with its title below, and the recipe inside. */
import { writeRecipe } from '../../library/recipe';
import { AtelierError } from '../../models/errors';
import type { StoryRecipe } from './recipe';

const width = 1200;
const margin = 88;
const size = 34;
const leading = 54;
const titleLeading = 58;
const gap = 26;
const tallestPicture = 1500;
/** Greatest height in px: phones cannot draw a canvas of more than 16 megapixels. */
const tallest = 13_000;

const fonts = {
	title: `600 46px ui-serif, "Iowan Old Style", Charter, Georgia, serif`,
	text: `${size}px ui-serif, "Iowan Old Style", Charter, Georgia, serif`,
	foot: '24px system-ui, sans-serif',
} as const;
const colours = { paper: '#fbfaf8', ink: '#1e1c1a', soft: '#6f6a63' } as const;

/** Breaks a text into lines of at most `most` px; a wider word gets its own line. @param measure width of a text, px */
export function wrap(text: string, most: number, measure: (text: string) => number): string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(/\s+/).filter(Boolean)) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (line !== '' && measure(longer) > most) {
			lines.push(line);
			line = word;
		} else line = longer;
	}
	return line === '' ? lines : [...lines, line];
}

/** Height of the picture on the card, px. A tall picture is cropped at top and bottom. @param aspect width / height */
export const pictureHeight = (aspect: number): number => Math.min(tallestPicture, Math.round(width / aspect));

/**
 * Draws the card and writes the recipe into it.
 *
 * @param foot a line below the story
 * @throws AtelierError `option-invalid` when the story is too long for a card
 */
export async function drawCard(picture: Blob, text: string, foot: string, recipe: StoryRecipe): Promise<Blob> {
	const bitmap = await createImageBitmap(picture);
	try {
		const canvas = new OffscreenCanvas(width, 1);
		const context = canvas.getContext('2d');
		if (context === null) throw new Error('This browser gives no canvas.');
		context.font = fonts.text;
		const paragraphs = text
			.split(/\n+/)
			.map((paragraph) => wrap(paragraph, width - 2 * margin, (part) => context.measureText(part).width))
			.filter((lines) => lines.length > 0);
		const top = pictureHeight(bitmap.width / bitmap.height);
		const lines = paragraphs.reduce((sum, paragraph) => sum + paragraph.length, 0);
		context.font = fonts.title;
		const title = wrap(recipe.title ?? '', width - 2 * margin, (part) => context.measureText(part).width);
		const heading = title.length > 0 ? title.length * titleLeading + gap : 0;
		const height = top + 2 * margin + heading + lines * leading + (paragraphs.length - 1) * gap + 64;
		if (height > tallest) {
			throw new AtelierError(
				'option-invalid',
				'The story is too long for a picture card. Save it as Markdown instead.',
			);
		}
		canvas.height = height; // which also forgets the font
		context.fillStyle = colours.paper;
		context.fillRect(0, 0, width, height);
		drawPicture(context, bitmap, top);
		context.fillStyle = colours.ink;
		context.textBaseline = 'alphabetic';
		context.font = fonts.title;
		for (const [at, line] of title.entries()) context.fillText(line, margin, top + margin + size + at * titleLeading);
		context.font = fonts.text;
		let y = top + margin + size + heading;
		for (const paragraph of paragraphs) {
			for (const line of paragraph) {
				context.fillText(line, margin, y);
				y += leading;
			}
			y += gap;
		}
		context.font = fonts.foot;
		context.fillStyle = colours.soft;
		context.fillText(foot, margin, height - margin + 20);
		return await writeRecipe(await canvas.convertToBlob({ type: 'image/png' }), recipe);
	} finally {
		bitmap.close();
	}
}

function drawPicture(context: OffscreenCanvasRenderingContext2D, bitmap: ImageBitmap, height: number): void {
	context.imageSmoothingQuality = 'high';
	const shown = Math.min(bitmap.height, (bitmap.width * height) / width);
	context.drawImage(bitmap, 0, (bitmap.height - shown) / 2, bitmap.width, shown, 0, 0, width, height);
}
