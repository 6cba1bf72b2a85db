import { type RefObject, useEffect } from 'react';

/** Brings what has come on the page into sight, where the page is scrolled past its beginning: on a phone. */
export function useInSight(ref: RefObject<HTMLElement | null>): void {
	useEffect(() => {
		if ((ref.current?.getBoundingClientRect().top ?? 0) < 0) ref.current?.scrollIntoView({ block: 'start' });
	}, [ref]);
}
