import { transfer, wrap } from 'comlink';
import type { GifWorkerApi } from './gif.shared';

export interface GifEncoder {
	/** @param ms how long the frame is shown */
	add(frame: ImageData, ms: number): Promise<void>;
	/** The whole file. */
	finish(): Promise<ArrayBuffer>;
	/** Ends the worker; calls that wait for it are never answered. */
	close(): void;
}

/** Encodes GIFs in a worker of its own: choosing colours for a frame takes longer than the page may be busy. */
export function createGifEncoder(): GifEncoder {
	const worker = new Worker(new URL('./worker/main.ts', import.meta.url), { type: 'module', name: 'gif' });
	const remote = wrap<GifWorkerApi>(worker);
	return {
		add: ({ data, width, height }, ms) => remote.add(transfer(data, [data.buffer]), width, height, ms),
		finish: () => remote.finish(),
		close: () => worker.terminate(),
	};
}
