/** Decoded thumbnails of the pictures in sight: a few at a time, the least recently drawn given up first. */

interface Bitmap {
	readonly width: number;
	readonly height: number;
	close(): void;
}

export interface BitmapWish {
	readonly hash: string;
	readonly thumbnail?: Blob;
	/** Of the original: which side is the longer one. */
	readonly width: number;
	readonly height: number;
}

export interface BitmapCache<B extends Bitmap> {
	/** Before a frame is drawn: what was wished for the last one and not begun is forgotten. */
	begin(): void;
	/**
	 * @param side of the longer side in device pixels: a bitmap of at least that is got ready
	 * @returns what is there, which may be smaller than wished, or nothing yet
	 */
	get(wish: BitmapWish, side: number): B | undefined;
	dispose(): void;
}

interface Options<B extends Bitmap> {
	/** @param side length of the longer side */
	readonly decode: (wish: BitmapWish & { readonly thumbnail: Blob }, side: number) => Promise<B>;
	/** Something new can be drawn. */
	readonly onReady: () => void;
	/** Pixels kept in all. */
	readonly pixels?: number;
}

/** Longer sides that are decoded to; thumbnails have no more than the last. */
const sides = [16, 48, 128, 512] as const;
const atOnce = 4;
const defaultPixels = 16e6;

export function createBitmapCache<B extends Bitmap>({ decode, onReady, pixels = defaultPixels }: Options<B>) {
	/** By hash and side, the least recently drawn first; without a bitmap: one that cannot be decoded. */
	const kept = new Map<string, { readonly bitmap: B | undefined; readonly frame: number }>();
	let frame = 0;
	const underWay = new Set<string>();
	let wishes = new Map<string, () => Promise<B>>();
	let held = 0;
	let disposed = false;

	const trim = () => {
		for (const [key, { bitmap, frame: drawn }] of kept) {
			// What is in sight stays however much it is: given up, it would be decoded again at once, for ever.
			if (held <= pixels || drawn === frame) return;
			if (bitmap === undefined) continue;
			kept.delete(key);
			held -= bitmap.width * bitmap.height;
			bitmap.close();
		}
	};

	const take = async (key: string, decoded: Promise<B>) => {
		const bitmap = await decoded.catch(() => undefined);
		underWay.delete(key);
		if (disposed) return bitmap?.close();
		kept.set(key, { bitmap, frame });
		held += bitmap ? bitmap.width * bitmap.height : 0;
		trim();
		if (bitmap) onReady();
		next();
	};

	const next = () => {
		for (const [key, decodeIt] of wishes) {
			if (underWay.size >= atOnce) return;
			wishes.delete(key);
			underWay.add(key);
			void take(key, decodeIt());
		}
	};

	return {
		begin() {
			wishes = new Map();
			frame++;
		},
		get(wish, side) {
			const { hash, thumbnail } = wish;
			const wanted = sides.find((one) => one >= side) ?? sides[sides.length - 1]!;
			const key = `${hash}/${wanted}`;
			if (thumbnail && !kept.has(key) && !underWay.has(key)) {
				wishes.set(key, () => decode({ ...wish, thumbnail }, wanted));
				next();
			}
			// The one wished for, then larger ones, then smaller ones.
			const choices = [
				wanted,
				...sides.filter((one) => one > wanted),
				...sides.filter((one) => one < wanted).reverse(),
			];
			for (const choice of choices) {
				const found = kept.get(`${hash}/${choice}`);
				if (found?.bitmap === undefined) continue;
				kept.delete(`${hash}/${choice}`);
				kept.set(`${hash}/${choice}`, { bitmap: found.bitmap, frame });
				return found.bitmap;
			}
			return undefined;
		},
		dispose() {
			disposed = true;
			for (const { bitmap } of kept.values()) bitmap?.close();
			kept.clear();
			wishes.clear();
		},
	} satisfies BitmapCache<B>;
}

/** Decodes in the browser, off the page's own thread. */
export function decodeThumbnail(
	{ thumbnail, width, height }: BitmapWish & { readonly thumbnail: Blob },
	side: number,
): Promise<ImageBitmap> {
	const longer = width >= height ? { resizeWidth: side } : { resizeHeight: side };
	return createImageBitmap(thumbnail, { ...longer, resizeQuality: 'medium' });
}
