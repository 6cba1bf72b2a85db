import { transfer, wrap } from 'comlink';
import type { GifWorkerApi } from './gif.shared';

export interface GifEncoder {
	/** Adds a frame. @param ms milliseconds for which it is shown */
	add(frame: ImageData, ms: number): Promise<void>;
	/** Returns the whole file. */
	finish(): Promise<ArrayBuffer>;
	/** Ends the worker. Calls that are waiting for it never resolve. */
	close(): void;
}

/** Encodes a GIF in a worker, because choosing a frame's colours would block the page for too long. */
export function createGifEncoder(): GifEncoder {
	const worker = new Worker(new URL('./worker/main.ts', import.meta.url), { type: 'module', name: 'gif' });
	const remote = wrap<GifWorkerApi>(worker);
	return {
		add: ({ data, width, height }, ms) => remote.add(transfer(data, [data.buffer]), width, height, ms),
		finish: () => remote.finish(),
		close: () => worker.terminate(),
	};
}
