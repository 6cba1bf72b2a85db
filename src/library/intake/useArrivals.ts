import { useEffect, useRef, useState } from 'react';
import type { ListFiles } from './files';
import { contentsOf } from './transfer';

/** Where something was dropped: the nearest `data-drop` around it, else 'page'. */
export type DropZone = string;

interface Arrivals {
	/** Files, or folders of them, were dropped or pasted. */
	readonly onFiles: (list: ListFiles, zone: DropZone) => void;
	/** Something else was dropped or pasted. @param why a sentence for the visitor */
	readonly onNothing: (why: string) => void;
}

const zoneOf = (target: EventTarget | null): DropZone =>
	(target instanceof Element ? target.closest<HTMLElement>('[data-drop]')?.dataset.drop : undefined) ?? 'page';

const fields =
	'input:not([type="button"], [type="checkbox"], [type="color"], [type="file"], [type="radio"], [type="range"]), ' +
	'textarea, [contenteditable]:not([contenteditable="false"])';

/** Whether a text field is there. */
const isTyping = (target: EventTarget | null): boolean => target instanceof Element && target.closest(fields) !== null;

/**
 * Takes files that are dropped anywhere on the page, or pasted. Nothing that is dropped makes the browser leave the page.
 * @returns the zone under the files that are being dragged, if any
 */
export function useArrivals(arrivals: Arrivals): DropZone | undefined {
	const [over, setOver] = useState<DropZone>();
	const latest = useRef(arrivals);
	latest.current = arrivals;
	useEffect(() => {
		/** Whether what is dragged comes from this page: a thumbnail, a link, selected text. */
		let isOwn = false;
		const drag = (event: DragEvent) => {
			const hasFiles = event.dataTransfer?.types.includes('Files') ?? false;
			if (!hasFiles && isTyping(event.target)) return;
			event.preventDefault(); // or the browser would open what is dropped in place of the studio
			setOver(hasFiles && !isOwn ? zoneOf(event.target) : undefined);
		};
		const leave = (event: DragEvent) => {
			if (event.relatedTarget === null) setOver(undefined);
		};
		const take = (event: Event, transfer: DataTransfer | null, how: 'drop' | 'paste') => {
			if (transfer === null) return;
			const contents = contentsOf(transfer, how, isTyping(event.target));
			if (contents.kind === 'text') return;
			if (how === 'drop' || contents.kind === 'files') event.preventDefault();
			if (contents.kind === 'files') latest.current.onFiles(contents.list, zoneOf(event.target));
			else if (how === 'drop' || !isTyping(event.target)) latest.current.onNothing(contents.why);
		};
		const drop = (event: DragEvent) => {
			setOver(undefined);
			if (isOwn && !isTyping(event.target)) event.preventDefault();
			else take(event, event.dataTransfer, 'drop');
		};
		const paste = (event: ClipboardEvent) => take(event, event.clipboardData, 'paste');
		const own = ({ type }: DragEvent) => {
			isOwn = type === 'dragstart';
		};
		const controller = new AbortController();
		const { signal } = controller;
		window.addEventListener('dragstart', own, { signal });
		window.addEventListener('dragend', own, { signal });
		window.addEventListener('dragenter', drag, { signal });
		window.addEventListener('dragover', drag, { signal });
		window.addEventListener('dragleave', leave, { signal });
		window.addEventListener('drop', drop, { signal });
		window.addEventListener('paste', paste, { signal });
		return () => controller.abort();
	}, []);
	return over;
}
