import { type CSSProperties, type ReactNode, useMemo, useRef } from 'react';
import { classes } from '../classes';
import type { Point } from './geometry';
import { isSameView, type PictureView, panPicture, pinchPicture, wholePicture, zoomPicture } from './pictureView';
import { type Movable, useGestures } from './useGestures';
import { ZoomButtons } from './ZoomButtons';
import styles from './ZoomPane.module.css';

interface ZoomPaneProps {
	readonly view: PictureView;
	/** Panes that share a view show the same part of their pictures. */
	readonly onView: (view: PictureView) => void;
	/** Whether to show the buttons. Default: yes. */
	readonly buttons?: boolean;
	readonly className?: string | undefined;
	readonly style?: CSSProperties;
	/** Fills the pane. A function applies the view itself, to the parts that it moves. */
	readonly children: ReactNode | ((moved: CSSProperties) => ReactNode);
}

interface Moves extends Movable {
	step(factor: number): void;
	whole(): void;
}

/** Factor of one press of a button, and of a double click. */
const steps = { button: 1.6, doubleClick: 2.5 };

/** Shows a picture that can be enlarged by wheel, pinch, double click and buttons, and dragged once it is larger. */
export function ZoomPane({ view, onView, buttons = true, className, style, children }: ZoomPaneProps) {
	const pane = useRef<HTMLDivElement>(null);
	const latest = useRef({ view, onView });
	latest.current = { view, onView };
	const movable = useMemo(() => {
		const change = (make: (view: PictureView, size: DOMRect) => PictureView): boolean => {
			const size = pane.current?.getBoundingClientRect();
			if (size === undefined || size.width === 0) return false;
			const next = make(latest.current.view, size);
			if (isSameView(next, latest.current.view)) return false;
			latest.current.view = next;
			latest.current.onView(next);
			return true;
		};
		const moves: Moves = {
			pan: (by) => void change((view, size) => panPicture(view, by, size)),
			zoomAt: (at, factor) => change((view, size) => zoomPicture(view, at, factor, size)),
			pinch: (before, after) => void change((view, size) => pinchPicture(view, before, after, size)),
			step: (factor) =>
				void change((view, size) => zoomPicture(view, { x: size.width / 2, y: size.height / 2 }, factor, size)),
			whole: () => void change(() => wholePicture),
		};
		return moves;
	}, []);
	const gestures = useGestures(pane, movable);
	const isLarger = view.zoom > 1;
	const moved: CSSProperties = {
		transform: `translate(${100 * view.x}%, ${100 * view.y}%) scale(${view.zoom})`,
		transformOrigin: '0 0',
	};
	const at = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
		const { left = 0, top = 0 } = pane.current?.getBoundingClientRect() ?? {};
		return { x: clientX - left, y: clientY - top };
	};
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside do the same by keys
		<div
			ref={pane}
			className={classes(styles.pane, className)}
			style={style}
			data-larger={isLarger || undefined}
			onDoubleClick={(event) => {
				if ((event.target as Element).closest('button')) return;
				if (isLarger) movable.whole();
				else movable.zoomAt(at(event), steps.doubleClick);
			}}
			{...gestures}
		>
			{typeof children === 'function' ? (
				children(moved)
			) : (
				<div className={styles.content} style={moved}>
					{children}
				</div>
			)}
			{buttons && (
				<div className={styles.buttons}>
					<ZoomButtons
						viewport={{
							step: (factor) => movable.step(factor > 1 ? steps.button : 1 / steps.button),
							whole: movable.whole,
						}}
					/>
				</div>
			)}
		</div>
	);
}
