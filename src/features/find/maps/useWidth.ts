import { type RefObject, useEffect, useState } from 'react';

/**
 * Width inside an element's padding, in CSS pixels, kept up to date.
 * @param first taken before the element is laid out
 */
export function useWidth(ref: RefObject<HTMLElement | null>, first: number): number {
	const [width, setWidth] = useState(first);
	useEffect(() => {
		const element = ref.current;
		if (element === null) return;
		const watch = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? first));
		watch.observe(element);
		return () => watch.disconnect();
	}, [ref, first]);
	return width;
}
