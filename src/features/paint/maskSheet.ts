import { AtelierError } from '../../models/errors';

/** Pixels of the mask's longer side: features are coarser than this anyway. */
const side = 512;

interface Place {
	/** 0 at the left or top edge, 1 at the right or bottom. */
	readonly x: number;
	readonly y: number;
}

/** The mask as a drawing: white where the style applies, black where the photo stays. All white means no mask. */
export class MaskSheet {
	readonly width: number;
	readonly height: number;
	private readonly canvas: OffscreenCanvas;
	private readonly context: OffscreenCanvasRenderingContext2D;

	/** @param photoWidth @param photoHeight of the photo whose shape the mask takes */
	constructor(photoWidth: number, photoHeight: number) {
		const scale = side / Math.max(photoWidth, photoHeight);
		this.width = Math.max(1, Math.round(photoWidth * scale));
		this.height = Math.max(1, Math.round(photoHeight * scale));
		this.canvas = new OffscreenCanvas(this.width, this.height);
		const context = this.canvas.getContext('2d', { willReadFrequently: true });
		if (context === null) throw new Error('This browser gives no canvas.');
		this.context = context;
		this.clear();
	}

	clear(): void {
		this.context.fillStyle = '#fff';
		this.context.fillRect(0, 0, this.width, this.height);
	}

	/** @param radius as a part of the longer side @param style true applies the style there, false keeps the photo */
	stroke(from: Place, to: Place, radius: number, style: boolean): void {
		const { context } = this;
		context.strokeStyle = style ? '#fff' : '#000';
		context.lineCap = 'round';
		context.lineWidth = 2 * radius * side;
		context.beginPath();
		context.moveTo(from.x * this.width, from.y * this.height);
		// A line to its own start draws nothing: a hair's breadth makes it a dot.
		context.lineTo(to.x * this.width + 0.01, to.y * this.height);
		context.stroke();
	}

	invert(): void {
		this.context.globalCompositeOperation = 'difference';
		this.clear();
		this.context.globalCompositeOperation = 'source-over';
	}

	/** Any picture as a mask, stretched to the photo's shape. @throws AtelierError picture-unreadable */
	async load(picture: Blob): Promise<void> {
		const bitmap = await createImageBitmap(picture).catch((cause: unknown) => {
			throw new AtelierError('picture-unreadable', 'The mask is damaged. Draw one, or choose another picture.', {
				cause,
			});
		});
		// Where the picture is transparent, there is no style.
		this.context.fillStyle = '#000';
		this.context.fillRect(0, 0, this.width, this.height);
		this.context.filter = 'grayscale(1)';
		this.context.drawImage(bitmap, 0, 0, this.width, this.height);
		this.context.filter = 'none';
		bitmap.close();
	}

	/** PNG; undefined when the sheet is white, as then there is no mask. */
	async toPicture(): Promise<Blob | undefined> {
		const { data } = this.context.getImageData(0, 0, this.width, this.height);
		for (let at = 0; at < data.length; at += 4) {
			if ((data[at] as number) < 255) return this.canvas.convertToBlob({ type: 'image/png' });
		}
		return undefined;
	}

	/** Draws the kept parts in one colour on a transparent background, as an overlay for the photo. */
	drawTint(target: HTMLCanvasElement): void {
		const context = target.getContext('2d');
		if (context === null) return;
		const { data } = this.context.getImageData(0, 0, this.width, this.height);
		const tint = context.createImageData(this.width, this.height);
		for (let at = 0; at < data.length; at += 4) {
			tint.data[at] = 225;
			tint.data[at + 1] = 60;
			tint.data[at + 2] = 50;
			tint.data[at + 3] = 255 - (data[at] as number);
		}
		context.putImageData(tint, 0, 0);
	}
}

/** Whether a mask is white all over, so that the style applies everywhere. @throws AtelierError picture-unreadable */
export async function isWhite(picture: Blob): Promise<boolean> {
	const sheet = new MaskSheet(side, side);
	await sheet.load(picture);
	return (await sheet.toPicture()) === undefined;
}

export const WHITE_MASK = 'The mask is white all over: the style applies everywhere, as it does without a mask.';
