/** The GIF worker's methods, as the page calls them through comlink. */
export interface GifWorkerApi {
	/** @param rgba width * height * 4 bytes; transparency is ignored @param ms how long the frame is shown */
	add(rgba: Uint8ClampedArray, width: number, height: number, ms: number): void;
	/** Bytes of the whole file; nothing can be added afterwards. */
	finish(): ArrayBuffer;
}
