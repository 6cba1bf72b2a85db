/** The course of a painting in few, evenly spread frames, however long it takes. */

export interface FrameKeeper {
	/** Offers a preview; kept when its turn has come. */
	offer(evaluation: number, frame: () => Promise<Blob>): void;
	/** All kept frames in order, once the last one is encoded. */
	frames(): Promise<Blob[]>;
}

/** @param limit most frames kept: when reached, every second one goes and the rhythm halves */
export function keepFrames(limit = 90): FrameKeeper {
	let kept: Promise<Blob | undefined>[] = [];
	let stride = 1;
	let next = 0;
	return {
		offer(evaluation, frame) {
			if (evaluation < next) return;
			next = evaluation + stride;
			// A frame that cannot be encoded is missing from the film, nothing else.
			kept.push(frame().catch(() => undefined));
			if (kept.length <= limit) return;
			kept = kept.filter((_, at) => at % 2 === 0);
			stride *= 2;
		},
		async frames() {
			return (await Promise.all(kept)).filter((frame) => frame !== undefined);
		},
	};
}
