import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useGestures } from '../../../ui/surface/useGestures';
import { useResize } from '../../../ui/surface/useResize';
import { ZoomButtons } from '../../../ui/surface/ZoomButtons';
import { themeStore } from '../../../ui/theme';
import styles from './Surface.module.css';
import type { Point, Size, View } from './view';
import type { Viewport } from './viewport';

/** What draw functions work with. */
export interface Pen {
	readonly context: CanvasRenderingContext2D;
	readonly view: View;
	readonly size: Size;
	readonly font: string;
	/** Colour of a token, such as `--ink`, in the current theme. */
	colour(token: string): string;
}

interface SurfaceProps {
	readonly viewport: Viewport;
	/** Accessible name: what the map shows. */
	readonly label: string;
	/** Draws the map. Called when the view or this function changes. */
	readonly draw: (pen: Pen) => void;
	/** Called when the pointer, or with keys the centre, is at another point of the surface. */
	readonly onPoint: (at: Point | undefined, by: 'pointer' | 'keys') => void;
	readonly onPick: (at: Point, by: 'pointer' | 'keys') => void;
	/** Whether something clickable is under the pointer. */
	readonly pointing: boolean;
	/** Describes what is under the pointer, or the map. */
	readonly caption?: ReactNode;
	/** Name of what is under the pointer: announced when the keys moved there. */
	readonly spoken?: string | undefined;
}

/** Fraction of the surface that an arrow key pans by, and factor of a zoom key. */
const keyPan = 1 / 8;
const keyZoom = 1.5;

/** A canvas that pans and zooms by pointer, wheel, touch, keys and buttons. */
export function Surface({ viewport, label, draw, onPoint, onPick, pointing, caption, spoken }: SurfaceProps) {
	const surface = useRef<HTMLDivElement>(null);
	const canvas = useRef<HTMLCanvasElement>(null);
	const shown = useStore(themeStore, (state) => state.shown);
	const [byKeys, setByKeys] = useState(false);
	const point: SurfaceProps['onPoint'] = (at, by) => {
		setByKeys(by === 'keys');
		onPoint(at, by);
	};
	const gestures = useGestures(surface, viewport, {
		onPoint: (at) => point(at, 'pointer'),
		onPick: (at) => onPick(at, 'pointer'),
	});

	// biome-ignore lint/correctness/useExhaustiveDependencies: drawing reads the theme's colours
	useEffect(() => {
		const sheet = canvas.current;
		if (sheet === null) return;
		let frame = 0;
		const soon = () => {
			cancelAnimationFrame(frame);
			frame = requestAnimationFrame(() => paint(sheet, viewport, draw));
		};
		soon();
		const unsubscribe = viewport.subscribe(soon);
		return () => {
			cancelAnimationFrame(frame);
			unsubscribe();
		};
	}, [viewport, draw, shown]);

	useResize(surface, (size) => viewport.resize({ width: size.width, height: size.height }));

	const onKey = (event: KeyboardEvent) => {
		const { width, height } = viewport.size;
		const middle = { x: width / 2, y: height / 2 };
		const move = (x: number, y: number) => viewport.pan({ x: x * width * keyPan, y: y * height * keyPan });
		const acts: Record<string, () => void> = {
			ArrowLeft: () => move(1, 0),
			ArrowRight: () => move(-1, 0),
			ArrowUp: () => move(0, 1),
			ArrowDown: () => move(0, -1),
			'+': () => viewport.zoomAt(middle, keyZoom),
			'=': () => viewport.zoomAt(middle, keyZoom),
			'-': () => viewport.zoomAt(middle, 1 / keyZoom),
			'0': () => viewport.whole(),
			Enter: () => onPick(middle, 'keys'),
			' ': () => onPick(middle, 'keys'),
		};
		const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : acts[event.key];
		if (act === undefined) return;
		event.preventDefault();
		act();
		point(middle, 'keys');
	};

	return (
		<div className={styles.map}>
			<div
				ref={surface}
				className={styles.surface}
				role="application"
				aria-label={`${label}. Arrow keys pan, plus and minus zoom, 0 shows everything, Enter picks what is in the centre. The list view has the same content.`}
				// biome-ignore lint/a11y/noNoninteractiveTabindex: it is interactive, by pointer and by keys
				tabIndex={0}
				data-pointing={pointing || undefined}
				onKeyDown={onKey}
				{...gestures}
			>
				<canvas ref={canvas} />
				<span className={styles.cross} aria-hidden="true" />
			</div>
			<ZoomButtons viewport={viewport} />
			{caption !== undefined && <p className={styles.caption}>{caption}</p>}
			<p className="visually-hidden" role="status">
				{byKeys && spoken}
			</p>
		</div>
	);
}

function paint(canvas: HTMLCanvasElement, { view, size }: Viewport, draw: (pen: Pen) => void): void {
	const ratio = devicePixelRatio;
	const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
	// Setting the size clears the canvas and allocates memory, so only when it changed.
	if (canvas.width !== width) canvas.width = width;
	if (canvas.height !== height) canvas.height = height;
	const context = canvas.getContext('2d');
	if (context === null || width === 0) return;
	context.setTransform(ratio, 0, 0, ratio, 0, 0);
	context.clearRect(0, 0, size.width, size.height);
	const style = getComputedStyle(canvas);
	const colours = new Map<string, string>();
	const colour = (token: string) => {
		const found = colours.get(token) ?? style.getPropertyValue(token).trim();
		colours.set(token, found);
		return found;
	};
	draw({ context, view, size, font: style.fontFamily, colour });
}
