import { type RefObject, useEffect } from 'react';

/**
 * Scrolls an element into view if the page is scrolled past its top, as on a phone.
 * @param when scrolls each time that this becomes true; by default once, when the element is new
 */
export function useInSight(ref: RefObject<HTMLElement | null>, when = true): void {
	useEffect(() => {
		if (when && (ref.current?.getBoundingClientRect().top ?? 0) < 0) ref.current?.scrollIntoView({ block: 'start' });
	}, [ref, when]);
}
