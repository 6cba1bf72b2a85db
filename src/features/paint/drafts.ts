import type { PaintSnapshot } from './types';

/** Bytes written for a second of painting: a large picture is kept less often. */
const bytesPerSecond = 1e6;

/** Tells which of a painting's snapshots to keep, so that writing them takes a small part of the time only. */
export function worthKeeping(): (snapshot: PaintSnapshot) => boolean {
	let next = 0;
	return ({ seconds, picture }) => {
		if (seconds < next) return false;
		next = seconds + (picture?.rgb.byteLength ?? 0) / bytesPerSecond;
		return true;
	};
}
