import { type RefObject, useLayoutEffect, useRef } from 'react';

/** Room below the last line, px: the height of the bar at the bottom on phones. */
const room = 140;

/** Keeps the end of a growing text in sight, unless the visitor has scrolled away from it. */
export function useFollow(end: RefObject<HTMLElement | null>, grown: unknown, growing: boolean): void {
	const wasInSight = useRef(true);
	// biome-ignore lint/correctness/useExhaustiveDependencies: each growth of the text is what moves its end
	useLayoutEffect(() => {
		const mark = end.current;
		if (!growing || mark === null) {
			wasInSight.current = true;
			return;
		}
		if (wasInSight.current) mark.scrollIntoView({ block: 'nearest' });
		// For the next growth: if the end is then out of sight, the visitor has scrolled away.
		const frame = requestAnimationFrame(() => {
			const { top, bottom } = mark.getBoundingClientRect();
			wasInSight.current = bottom > 0 && top < innerHeight + room;
		});
		return () => cancelAnimationFrame(frame);
	}, [grown, growing]);
}
