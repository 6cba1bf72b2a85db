/**
 * Reads the frames of a film: of a video with WebCodecs through mediabunny, of an animated picture with the browser's own
 * decoder.
 */
import { BlobSource, CanvasSink, Input, type InputVideoTrack, MATROSKA, MP4, QTFF, WEBM } from 'mediabunny';
import { AtelierError, isAbort } from '../../models/errors';
import { quoted } from '../names';

export interface FilmReader {
	/** As it is shown, px. */
	readonly width: number;
	readonly height: number;
	readonly seconds: number;
	/**
	 * The frames that are shown at these times, s from the start and ascending, drawn at a size. The canvas is used again for
	 * the next one.
	 * @throws AtelierError `clip-unreadable`
	 */
	frames(times: readonly number[], width: number, height: number): AsyncGenerator<OffscreenCanvas>;
	close(): void;
}

type Reader = Omit<FilmReader, 'frames'> & {
	pictures(times: readonly number[]): AsyncGenerator<CanvasImageSource | undefined>;
};

/** Animated pictures with more frames than this are refused: to know how long they last, all must be decoded. */
const mostPictures = 2000;
/** Seconds for which browsers show a frame that names no time. */
const usualDuration = 0.1;

/** @param name for messages @throws AtelierError `clip-unreadable`, `clip-unsupported` or `clip-too-long` */
export async function openFilm(film: Blob, name: string): Promise<FilmReader> {
	const readable = async <T>(work: Promise<T>): Promise<T> =>
		work.catch((cause: unknown) => {
			throw cause instanceof AtelierError || isAbort(cause) ? cause : unreadable(name, cause);
		});
	const open = film.type.startsWith('image/') ? openAnimation : openVideo;
	const { pictures, ...reader } = await readable(open(film, name));
	return {
		...reader,
		async *frames(times, width, height) {
			const canvas = new OffscreenCanvas(width, height);
			const context = canvas.getContext('2d', { willReadFrequently: true });
			if (context === null) throw new AtelierError('internal', 'This browser provides no canvas.');
			context.imageSmoothingQuality = 'high';
			context.fillStyle = '#fff';
			const shown = pictures(times);
			for (;;) {
				const { done, value: picture } = await readable(shown.next());
				if (done) return;
				// Transparency is put on white, as a photo's is.
				context.fillRect(0, 0, width, height);
				if (picture !== undefined) context.drawImage(picture, 0, 0, width, height);
				yield canvas;
			}
		},
	};
}

async function openVideo(film: Blob, name: string): Promise<Reader> {
	const input = new Input({ source: new BlobSource(film), formats: [MP4, QTFF, WEBM, MATROSKA] });
	try {
		const track = await input.getPrimaryVideoTrack();
		if (track === null) {
			if ((await input.getTracks()).length === 0) throw new Error('The file has no tracks.');
			throw new AtelierError('clip-unreadable', `${quoted(name)} has no pictures, only sound. Choose a video.`);
		}
		if (!(await track.canDecode())) throw unsupported(name);
		const [first, end] = [await track.getFirstTimestamp(), await track.computeDuration()];
		const [width, height] = [await track.getDisplayWidth(), await track.getDisplayHeight()];
		if (!(end > first)) throw new Error('The video has no frames.');
		return {
			...{ width, height, seconds: end - first },
			pictures: (times) =>
				videoFrames(
					track,
					times.map((time) => first + time),
				),
			close: () => input.dispose(),
		};
	} catch (error) {
		input.dispose();
		throw error;
	}
}

async function* videoFrames(track: InputVideoTrack, times: number[]) {
	for await (const frame of new CanvasSink(track, { poolSize: 1 }).canvasesAtTimestamps(times)) yield frame?.canvas;
}

async function openAnimation(film: Blob, name: string): Promise<Reader> {
	if (!('ImageDecoder' in globalThis)) throw unsupported(name);
	const decoder = new ImageDecoder({ data: await film.arrayBuffer(), type: film.type });
	try {
		await Promise.all([decoder.completed, decoder.tracks.ready]);
		const count = decoder.tracks.selectedTrack?.frameCount ?? 0;
		if (count > mostPictures) {
			throw new AtelierError(
				'clip-too-long',
				`${quoted(name)} has ${count} frames, more than the ${mostPictures} that can be read here. Make it shorter first.`,
			);
		}
		const starts: number[] = [];
		let [seconds, width, height] = [0, 0, 0];
		for (let frameIndex = 0; frameIndex < count; frameIndex++) {
			const { image } = await decoder.decode({ frameIndex });
			starts.push(seconds);
			seconds += image.duration ? image.duration / 1e6 : usualDuration;
			[width, height] = [image.displayWidth, image.displayHeight];
			image.close();
		}
		if (count === 0) throw new Error('There are no frames.');
		return {
			width,
			height,
			seconds,
			pictures: (times) => pictures(decoder, starts, times),
			close: () => decoder.close(),
		};
	} catch (error) {
		decoder.close();
		throw error;
	}
}

async function* pictures(decoder: ImageDecoder, starts: readonly number[], times: readonly number[]) {
	for (const time of times) {
		const frameIndex = Math.max(
			0,
			starts.findLastIndex((start) => start <= time),
		);
		const { image } = await decoder.decode({ frameIndex });
		yield image;
		image.close();
	}
}

const unreadable = (name: string, cause: unknown): AtelierError =>
	new AtelierError(
		'clip-unreadable',
		`${quoted(name)} cannot be read as a video: it is damaged, or of another kind. Choose an MP4, WebM, MOV or GIF file.`,
		{ cause },
	);

const unsupported = (name: string): AtelierError =>
	new AtelierError(
		'clip-unsupported',
		`This browser cannot decode ${quoted(name)}. Save it as WebM, or as MP4 with H.264, or use a current version of Chrome or Edge.`,
	);
