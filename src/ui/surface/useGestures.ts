import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import type { Point } from './geometry';

/** Movement in pixels below which a press is a click. */
const slop = { mouse: 4, touch: 10 };
/** Zoom per pixel of wheel movement; a trackpad pinch arrives as small wheel steps with Ctrl. */
const wheelZoom = { plain: 0.0016, pinch: 0.01 };
/** Pixels per wheel unit: pixels, lines, pages. */
const wheelUnits = [1, 16, 400];

/** What gestures move. Places are in CSS pixels from the surface's top left corner. */
export interface Movable {
	pan(by: Point): void;
	/** @returns false when nothing can change, so that the wheel scrolls the page instead */
	zoomAt(at: Point, factor: number): boolean;
	pinch(before: readonly [Point, Point], after: readonly [Point, Point]): void;
}

interface Gestures {
	/** Called with undefined when the pointer leaves or drags. */
	readonly onPoint?: (at: Point | undefined) => void;
	readonly onPick?: (at: Point) => void;
}

/** Handles panning by drag, zooming by wheel and pinch, and picking by click. Spread the result over the surface. */
export function useGestures(
	surface: RefObject<HTMLElement | null>,
	movable: Movable,
	{ onPoint, onPick }: Gestures = {},
) {
	const down = useRef(new Map<number, Point>());
	/** Where the only pointer was pressed; undefined once it drags. */
	const click = useRef<Point>(undefined);

	useEffect(() => {
		const element = surface.current;
		if (element === null) return;
		const onWheel = (event: WheelEvent) => {
			const pixels = event.deltaY * (wheelUnits[event.deltaMode] ?? 1);
			const rate = event.ctrlKey ? wheelZoom.pinch : wheelZoom.plain;
			const most = 240;
			const factor = Math.exp(-Math.max(-most, Math.min(most, pixels)) * rate);
			if (movable.zoomAt(placeIn(element, event), factor)) event.preventDefault();
		};
		// React's wheel listeners are passive: they cannot keep the page from scrolling.
		element.addEventListener('wheel', onWheel, { passive: false });
		return () => element.removeEventListener('wheel', onWheel);
	}, [surface, movable]);

	const lift = (event: PointerEvent<HTMLElement>) => {
		down.current.delete(event.pointerId);
		click.current = undefined;
		if (down.current.size === 0) event.currentTarget.removeAttribute('data-dragging');
	};
	return {
		onPointerDown: (event: PointerEvent<HTMLElement>) => {
			// Controls on the surface keep their own gestures.
			if (event.button !== 0 || (event.target as Element).closest('button, input')) return;
			event.currentTarget.setPointerCapture(event.pointerId);
			const at = placeIn(event.currentTarget, event);
			down.current.set(event.pointerId, at);
			click.current = down.current.size === 1 ? at : undefined;
		},
		onPointerMove: (event: PointerEvent<HTMLElement>) => {
			const at = placeIn(event.currentTarget, event);
			const before = down.current.get(event.pointerId);
			if (before === undefined) {
				if (event.pointerType !== 'touch') onPoint?.(at);
				return;
			}
			if (click.current) {
				const moved = Math.hypot(at.x - click.current.x, at.y - click.current.y);
				if (moved < (event.pointerType === 'touch' ? slop.touch : slop.mouse)) return;
				click.current = undefined;
				event.currentTarget.dataset.dragging = '';
				onPoint?.(undefined);
			}
			const other = [...down.current].find(([id]) => id !== event.pointerId)?.[1];
			if (other) movable.pinch([before, other], [at, other]);
			else movable.pan({ x: at.x - before.x, y: at.y - before.y });
			down.current.set(event.pointerId, at);
		},
		onPointerUp: (event: PointerEvent<HTMLElement>) => {
			const picked = click.current;
			lift(event);
			if (picked) onPick?.(picked);
		},
		onPointerCancel: lift,
		onPointerLeave: () => onPoint?.(undefined),
	};
}

function placeIn(element: HTMLElement, event: { readonly clientX: number; readonly clientY: number }): Point {
	const frame = element.getBoundingClientRect();
	return { x: event.clientX - frame.left, y: event.clientY - frame.top };
}
