/** Frames to a film: by the browser's recorder, or as a GIF. */
import { AtelierError, throwIfAborted } from '../../models/errors';
import { GifWriter } from './gif';

/** A film for showing around, not for printing. */
const longestSide = 640;

/** A picture's file, or its pixels. */
export type Frame = Blob | ImageData;

export interface FilmPace {
	/** Frames a second. */
	readonly rate: number;
	/** How long the last frame stands, ms. */
	readonly lastMs: number;
}

export interface FilmOptions extends FilmPace {
	readonly signal: AbortSignal;
	/** Told how many frames are done. */
	readonly onFrame: (done: number) => void;
}

interface FilmKind {
	readonly type: string;
	readonly ending: string;
	readonly label: string;
}

const kinds: readonly FilmKind[] = [
	{ type: 'video/webm;codecs=vp9', ending: 'webm', label: 'WebM' },
	{ type: 'video/webm', ending: 'webm', label: 'WebM' },
	{ type: 'video/mp4', ending: 'mp4', label: 'MP4' },
];

/** The film that this browser can record; undefined when it records none, and GIF remains. */
export function filmKind(): FilmKind | undefined {
	if (typeof MediaRecorder === 'undefined') return undefined;
	return kinds.find(({ type }) => MediaRecorder.isTypeSupported(type));
}

/** Even sides, as video codecs want them. Frames may differ in size: that of the last one counts. */
async function screenOf(frames: readonly Frame[]): Promise<{ width: number; height: number }> {
	const last = frames.at(-1);
	if (last === undefined) throw new AtelierError('internal', 'A film needs a frame.');
	const bitmap = await createImageBitmap(last);
	const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
	const even = (side: number) => Math.max(2, 2 * Math.round((side * scale) / 2));
	const size = { width: even(bitmap.width), height: even(bitmap.height) };
	bitmap.close();
	return size;
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function drawn(frame: Frame, context: CanvasDrawImage, width: number, height: number): Promise<void> {
	const bitmap = await createImageBitmap(frame);
	context.drawImage(bitmap, 0, 0, width, height);
	bitmap.close();
}

/** Records the frames in real time, as MediaRecorder does. @throws AbortError; AtelierError when recording fails */
export async function makeFilm(frames: readonly Frame[], options: FilmOptions): Promise<Blob> {
	const { signal, onFrame, rate, lastMs } = options;
	const kind = filmKind();
	if (kind === undefined) throw new AtelierError('internal', 'This browser records no films.');
	const { width, height } = await screenOf(frames);
	const canvas = document.createElement('canvas');
	canvas.width = width;
	canvas.height = height;
	const context = canvas.getContext('2d');
	if (context === null) throw new AtelierError('internal', 'This browser gives no canvas.');
	const recorder = new MediaRecorder(canvas.captureStream(rate), { mimeType: kind.type, videoBitsPerSecond: 6e6 });
	const parts: Blob[] = [];
	recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
	const ended = new Promise<void>((resolve, reject) => {
		recorder.addEventListener('stop', () => resolve());
		recorder.addEventListener('error', reject);
	});
	recorder.start();
	try {
		for (const [at, frame] of frames.entries()) {
			throwIfAborted(signal);
			await drawn(frame, context, width, height);
			onFrame(at + 1);
			await wait(at === frames.length - 1 ? lastMs : 1000 / rate);
		}
	} finally {
		recorder.stop();
	}
	await ended;
	throwIfAborted(signal);
	return new Blob(parts, { type: kind.type.split(';')[0] ?? '' });
}

/** @throws AbortError */
export async function makeGif(frames: readonly Frame[], options: FilmOptions): Promise<Blob> {
	const { signal, onFrame, rate, lastMs } = options;
	const { width, height } = await screenOf(frames);
	const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
	if (context === null) throw new AtelierError('internal', 'This browser gives no canvas.');
	const gif = new GifWriter(width, height);
	for (const [at, frame] of frames.entries()) {
		throwIfAborted(signal);
		await drawn(frame, context, width, height);
		const isLast = at === frames.length - 1;
		gif.add(context.getImageData(0, 0, width, height).data, isLast ? lastMs : 1000 / rate);
		onFrame(at + 1);
		await wait(0); // the page must be able to draw its progress
	}
	return gif.finish();
}
