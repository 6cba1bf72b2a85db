import { useEffect, useRef } from 'react';
import { createLayers } from './layers';

const layers = createLayers(history, setTimeout, Date.now());
addEventListener('popstate', layers.onBack);

/** Lets the browser's Back close what lies over the page, while the component is mounted, instead of leaving the page. */
export function useBackCloses(onClose: () => void): void {
	const close = useRef(onClose);
	close.current = onClose;
	useEffect(() => layers.open(() => close.current()), []);
}
