import { useEffect, useRef, useState } from 'react';

/** Where something was dropped: the nearest `data-drop` around it, else 'page'. */
export type DropZone = string;

interface Arrivals {
	/** While the drop is handled: the browser empties `transfer` afterwards. It may hold folders. */
	readonly onFiles: (transfer: DataTransfer, zone: DropZone) => void;
	/** Text was pasted or something without files dropped. */
	readonly onNothing: () => void;
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

const zoneOf = (target: EventTarget | null): DropZone =>
	(target instanceof Element ? target.closest<HTMLElement>('[data-drop]')?.dataset.drop : undefined) ?? 'page';

/** In text fields paste means text. */
const isTyping = (target: EventTarget | null): boolean =>
	target instanceof HTMLElement &&
	target.matches('input[type="text"], input[type="search"], textarea, [contenteditable]');

/**
 * Files dropped anywhere on the page, or pasted.
 * @returns the zone under files that are being dragged right now
 */
export function useArrivals(arrivals: Arrivals): DropZone | undefined {
	const [over, setOver] = useState<DropZone>();
	const latest = useRef(arrivals);
	latest.current = arrivals;
	useEffect(() => {
		const drag = (event: DragEvent) => {
			if (!hasFiles(event)) return;
			event.preventDefault(); // or the browser would open the file in place of the studio
			setOver(zoneOf(event.target));
		};
		const leave = (event: DragEvent) => {
			if (event.relatedTarget === null) setOver(undefined);
		};
		const drop = (event: DragEvent) => {
			setOver(undefined);
			if (event.dataTransfer === null || !hasFiles(event)) return;
			event.preventDefault();
			latest.current.onFiles(event.dataTransfer, zoneOf(event.target));
		};
		const paste = (event: ClipboardEvent) => {
			const { clipboardData } = event;
			if (clipboardData !== null && clipboardData.files.length > 0) {
				event.preventDefault();
				latest.current.onFiles(clipboardData, zoneOf(event.target));
			} else if (!isTyping(event.target)) latest.current.onNothing();
		};
		const controller = new AbortController();
		const { signal } = controller;
		window.addEventListener('dragenter', drag, { signal });
		window.addEventListener('dragover', drag, { signal });
		window.addEventListener('dragleave', leave, { signal });
		window.addEventListener('drop', drop, { signal });
		window.addEventListener('paste', paste, { signal });
		return () => controller.abort();
	}, []);
	return over;
}
