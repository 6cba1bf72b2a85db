import { type RefObject, useEffect, useRef } from 'react';
import type { Size } from './geometry';

/** Calls the listener with an element's content size in pixels, at first and whenever it changes. */
export function useResize(ref: RefObject<HTMLElement | null>, onResize: (size: Size) => void): void {
	const latest = useRef(onResize);
	latest.current = onResize;
	useEffect(() => {
		if (ref.current === null) return;
		const watch = new ResizeObserver(([entry]) => entry && latest.current(entry.contentRect));
		watch.observe(ref.current);
		return () => watch.disconnect();
	}, [ref]);
}
