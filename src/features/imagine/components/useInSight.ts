import { type RefObject, useEffect } from 'react';

/** Scrolls a new element into view if the page is scrolled past its top, as on a phone. */
export function useInSight(ref: RefObject<HTMLElement | null>): void {
	useEffect(() => {
		if ((ref.current?.getBoundingClientRect().top ?? 0) < 0) ref.current?.scrollIntoView({ block: 'start' });
	}, [ref]);
}
