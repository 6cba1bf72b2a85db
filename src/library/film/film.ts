/** Makes a film of frames: MP4 or WebM by the browser's encoders, or a GIF in a worker. */
import {
	BufferTarget,
	CanvasSource,
	getFirstEncodableVideoCodec,
	Mp4OutputFormat,
	Output,
	Quality,
	type VideoCodec,
	WebMOutputFormat,
} from 'mediabunny';
import { AtelierError, throwIfAborted } from '../../models/errors';
import { createGifEncoder } from './gifEncoder';

/** Longer side of a film in pixels: ample for sharing. */
const longestSide = 640;

/** A picture's file, or its pixels. */
export type Frame = Blob | ImageData;

export interface FilmPace {
	/** Frames a second. */
	readonly rate: number;
	/** Milliseconds for which the last frame is shown. */
	readonly lastMs: number;
}

export interface FilmOptions extends FilmPace {
	readonly signal: AbortSignal;
	/** Called with the number of frames encoded so far. */
	readonly onFrame: (done: number) => void;
}

/** A container and codec that this browser can write. */
export interface VideoFormat {
	readonly label: 'MP4' | 'WebM';
	readonly ending: 'mp4' | 'webm';
	readonly codec: VideoCodec;
}

export interface Size {
	readonly width: number;
	readonly height: number;
}

const containers = [
	{ label: 'MP4', ending: 'mp4', codecs: ['avc', 'hevc'] },
	{ label: 'WebM', ending: 'webm', codecs: ['vp9', 'vp8'] },
] as const satisfies readonly { label: string; ending: string; codecs: readonly VideoCodec[] }[];

/**
 * Finds the best format that this browser encodes at a size; undefined if it encodes no video.
 * @param ending takes only this container
 */
export async function videoFormat({ width, height }: Size, ending?: string): Promise<VideoFormat | undefined> {
	for (const { codecs, ...container } of containers) {
		if (ending !== undefined && container.ending !== ending) continue;
		const codec = await getFirstEncodableVideoCodec([...codecs], { width, height });
		if (codec !== null) return { ...container, codec };
	}
	return undefined;
}

/** Returns a film's size: that of its last frame, 640 px at most, with even sides as video codecs require. */
export async function filmSize(frames: readonly Frame[]): Promise<Size> {
	const last = frames.at(-1);
	if (last === undefined) throw new AtelierError('internal', 'A film needs at least one frame.');
	const bitmap = await createImageBitmap(last);
	const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
	const even = (side: number) => Math.max(2, 2 * Math.round((side * scale) / 2));
	const size = { width: even(bitmap.width), height: even(bitmap.height) };
	bitmap.close();
	return size;
}

async function draw(frame: Frame, context: OffscreenCanvasRenderingContext2D): Promise<void> {
	const bitmap = await createImageBitmap(frame);
	context.drawImage(bitmap, 0, 0, context.canvas.width, context.canvas.height);
	bitmap.close();
}

function contextOf({ width, height }: Size): OffscreenCanvasRenderingContext2D {
	const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
	if (context === null) throw new AtelierError('internal', 'This browser provides no canvas.');
	return context;
}

/** Encodes frames as video, faster than they play. @throws AbortError, or the encoder's error */
export async function makeVideo(
	frames: readonly Frame[],
	{ codec, ending }: VideoFormat,
	{ signal, onFrame, rate, lastMs }: FilmOptions,
): Promise<Blob> {
	const context = contextOf(await filmSize(frames));
	const output = new Output({
		format: ending === 'mp4' ? new Mp4OutputFormat({ fastStart: 'in-memory' }) : new WebMOutputFormat(),
		target: new BufferTarget(),
	});
	const source = new CanvasSource(context.canvas, { codec, quality: new Quality('high') });
	output.addVideoTrack(source, { frameRate: rate });
	try {
		await output.start();
		for (const [at, frame] of frames.entries()) {
			throwIfAborted(signal);
			await draw(frame, context);
			await source.add(at / rate, at === frames.length - 1 ? lastMs / 1000 : 1 / rate);
			onFrame(at + 1);
		}
		await output.finalize();
	} catch (error) {
		await output.cancel();
		throw error;
	}
	throwIfAborted(signal);
	return new Blob([output.target.buffer as ArrayBuffer], { type: `video/${ending}` });
}

/**
 * Encodes frames as video, or as a GIF where the browser encodes none.
 * @param ending asks for `mp4`, `webm` or `gif`
 * @throws AtelierError `clip-unsupported` when the browser cannot write what is asked for; AbortError
 */
export async function makeFilm(frames: readonly Frame[], options: FilmOptions, ending?: string): Promise<Blob> {
	const format = ending === 'gif' ? undefined : await videoFormat(await filmSize(frames), ending);
	if (format !== undefined) return makeVideo(frames, format, options);
	if (ending === undefined || ending === 'gif') return makeGif(frames, options);
	throw new AtelierError(
		'clip-unsupported',
		`This browser cannot write ${ending.toUpperCase()} files. Choose WebM or GIF.`,
	);
}

/** Encodes frames as a GIF that repeats for ever. @throws AbortError */
export async function makeGif(frames: readonly Frame[], options: FilmOptions): Promise<Blob> {
	const { signal, onFrame, rate, lastMs } = options;
	const context = contextOf(await filmSize(frames));
	const { width, height } = context.canvas;
	const encoder = createGifEncoder();
	try {
		for (const [at, frame] of frames.entries()) {
			throwIfAborted(signal);
			await draw(frame, context);
			await encoder.add(context.getImageData(0, 0, width, height), at === frames.length - 1 ? lastMs : 1000 / rate);
			onFrame(at + 1);
		}
		return new Blob([await encoder.finish()], { type: 'image/gif' });
	} finally {
		encoder.close();
	}
}
