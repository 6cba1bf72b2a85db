/** The GIF worker's methods, as the page calls them through comlink. */
export interface GifWorkerApi {
	/** Adds a frame. @param rgba width * height * 4 bytes; transparency is ignored @param ms milliseconds for which it is shown */
	add(rgba: Uint8ClampedArray, width: number, height: number, ms: number): void;
	/** Returns the whole file; nothing can be added afterwards. */
	finish(): ArrayBuffer;
}
