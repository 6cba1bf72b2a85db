/** Decodes the thumbnails of the pictures in sight, a few at a time, and keeps the most recently drawn. */
import { LRUCache } from 'lru-cache';

interface Bitmap {
	readonly width: number;
	readonly height: number;
	close(): void;
}

export interface BitmapRequest {
	readonly hash: string;
	readonly thumbnail?: Blob;
	/** Size of the original, whose longer side counts. */
	readonly width: number;
	readonly height: number;
}

export interface BitmapCache<B extends Bitmap> {
	/** To be called before a frame is drawn: forgets the last frame's requests that have not been started. */
	begin(): void;
	/**
	 * Requests a bitmap.
	 * @param side length of the longer side in device pixels; the bitmap will have at least that
	 * @returns the best bitmap that is ready, which may be smaller; undefined when there is none yet
	 */
	get(request: BitmapRequest, side: number): B | undefined;
	dispose(): void;
}

interface Options<B extends Bitmap> {
	/** @param side length of the longer side */
	readonly decode: (request: BitmapRequest & { readonly thumbnail: Blob }, side: number) => Promise<B>;
	/** Called when a bitmap is ready to be drawn. */
	readonly onReady: () => void;
	/** Most pixels to keep; what one frame shows is kept even beyond that. */
	readonly pixels?: number;
}

/** Lengths of the longer side that thumbnails are decoded to; they are no larger than the last. */
const sides = [16, 48, 128, 512] as const;
const concurrency = 4;
const defaultPixels = 16e6;

export function createBitmapCache<B extends Bitmap>({ decode, onReady, pixels = defaultPixels }: Options<B>) {
	/** By hash and side. Trimmed by hand, since what is in sight must stay. */
	const kept = new LRUCache<string, { readonly bitmap: B; frame: number }>({
		maxSize: Number.MAX_SAFE_INTEGER,
		sizeCalculation: ({ bitmap }) => Math.max(1, bitmap.width * bitmap.height),
		dispose: ({ bitmap }) => bitmap.close(),
	});
	/** Keys of thumbnails that cannot be decoded. */
	const undecodable = new Set<string>();
	let frame = 0;
	const underWay = new Set<string>();
	let requests = new Map<string, () => Promise<B>>();
	let disposed = false;

	const trim = () => {
		while (kept.calculatedSize > pixels) {
			const [oldest] = kept.rvalues();
			// What is in sight stays, however much it is: once dropped, it would be decoded again at once, for ever.
			if (oldest === undefined || oldest.frame === frame) return;
			kept.pop();
		}
	};

	const take = async (key: string, decoded: Promise<B>) => {
		const bitmap = await decoded.catch(() => undefined);
		underWay.delete(key);
		if (disposed) return bitmap?.close();
		if (bitmap === undefined) undecodable.add(key);
		else {
			kept.set(key, { bitmap, frame });
			trim();
			onReady();
		}
		next();
	};

	const next = () => {
		for (const [key, decodeIt] of requests) {
			if (underWay.size >= concurrency) return;
			requests.delete(key);
			underWay.add(key);
			void take(key, decodeIt());
		}
	};

	return {
		begin() {
			requests = new Map();
			frame++;
		},
		get(request, side) {
			const { hash, thumbnail } = request;
			const wanted = sides.find((one) => one >= side) ?? sides[sides.length - 1]!;
			const key = `${hash}/${wanted}`;
			if (thumbnail && !kept.has(key) && !undecodable.has(key) && !underWay.has(key)) {
				requests.set(key, () => decode({ ...request, thumbnail }, wanted));
				next();
			}
			// The requested side first, then larger ones, then smaller ones.
			const choices = [
				wanted,
				...sides.filter((one) => one > wanted),
				...sides.filter((one) => one < wanted).reverse(),
			];
			for (const choice of choices) {
				const found = kept.get(`${hash}/${choice}`);
				if (found === undefined) continue;
				found.frame = frame;
				return found.bitmap;
			}
			return undefined;
		},
		dispose() {
			disposed = true;
			kept.clear();
			requests.clear();
		},
	} satisfies BitmapCache<B>;
}

/** Decodes a thumbnail in the browser, off the main thread. */
export function decodeThumbnail(
	{ thumbnail, width, height }: BitmapRequest & { readonly thumbnail: Blob },
	side: number,
): Promise<ImageBitmap> {
	const longer = width >= height ? { resizeWidth: side } : { resizeHeight: side };
	return createImageBitmap(thumbnail, { ...longer, resizeQuality: 'medium' });
}
