import { type CSSProperties, type PointerEvent, useCallback, useEffect, useRef, useState } from 'react';
import { classes } from '../../../ui/classes';
import { Button } from '../../../ui/controls/Button';
import { Choice } from '../../../ui/controls/Choice';
import slider from '../../../ui/controls/Slider.module.css';
import { attempt } from '../../../ui/feedback/toasts';
import { useObjectUrl } from '../../../ui/useObjectUrl';
import { usePaint, usePaintContext } from '../context';
import { MaskSheet } from '../maskSheet';
import type { Photo } from '../state';
import easel from './Easel.module.css';
import styles from './MaskPainter.module.css';

interface MaskPainterProps {
	readonly photo: Photo;
	readonly onDone: () => void;
}

type Brush = 'keep' | 'style';
const brushes: readonly { value: Brush; label: string }[] = [
	{ value: 'keep', label: 'Keep photo' },
	{ value: 'style', label: 'Style here' },
];

/**
 * A brush over the photo: what is tinted keeps the photo as it is. With a pointer, or with the keyboard:
 * arrow keys move the brush, Space paints, plus and minus change its size.
 */
export default function MaskPainter({ photo, onDone }: MaskPainterProps) {
	const { paint, pictures } = usePaintContext();
	const mask = usePaint((state) => state.mask);
	const url = useObjectUrl(photo.picture);
	const canvas = useRef<HTMLCanvasElement>(null);
	const [sheet] = useState(() => new MaskSheet(photo.width, photo.height));
	const [brush, setBrush] = useState<Brush>('keep');
	/** Radius as a part of the longer side. */
	const [radius, setRadius] = useState(0.06);
	const [cursor, setCursor] = useState({ x: 0.5, y: 0.5 });
	const last = useRef<{ x: number; y: number }>(undefined);
	const own = useRef<Blob>(undefined);

	const redraw = useCallback(() => {
		if (canvas.current) sheet.drawTint(canvas.current);
	}, [sheet]);
	const keep = useCallback(async () => {
		const picture = await sheet.toPicture();
		own.current = picture;
		paint.setMask(picture && { picture, source: 'brush' });
	}, [paint, sheet]);

	// A mask from a file or a recipe is drawn onto the sheet; one that came from the sheet is there already.
	useEffect(() => {
		if (mask?.picture === own.current) return redraw();
		attempt(async () => {
			if (mask) await sheet.load(mask.picture);
			else sheet.clear();
			redraw();
		});
	}, [mask, sheet, redraw]);

	const stroke = (to: { x: number; y: number }) => {
		sheet.stroke(last.current ?? to, to, radius, brush === 'style');
		last.current = to;
		redraw();
	};
	const placeOf = (event: PointerEvent<HTMLElement>) => {
		const frame = event.currentTarget.getBoundingClientRect();
		return { x: (event.clientX - frame.left) / frame.width, y: (event.clientY - frame.top) / frame.height };
	};
	const end = () => {
		if (last.current === undefined) return;
		last.current = undefined;
		attempt(keep);
	};
	const change = (work: () => void) => {
		work();
		redraw();
		attempt(keep);
	};
	const onKey = (key: string): boolean => {
		const moves: Record<string, [number, number]> = {
			ArrowLeft: [-1, 0],
			ArrowRight: [1, 0],
			ArrowUp: [0, -1],
			ArrowDown: [0, 1],
		};
		const move = moves[key];
		const hold = (value: number) => Math.min(1, Math.max(0, value));
		if (move) setCursor(({ x, y }) => ({ x: hold(x + move[0] * 0.03), y: hold(y + move[1] * 0.03) }));
		else if (key === ' ') {
			stroke(cursor);
			end();
		} else if (key === '+' || key === '=') setRadius((now) => Math.min(0.3, now * 1.25));
		else if (key === '-') setRadius((now) => Math.max(0.01, now / 1.25));
		else if (key === 'Escape') onDone();
		else return false;
		return true;
	};

	const longer = Math.max(photo.width, photo.height);
	const size = { '--aspect': photo.width / photo.height } as CSSProperties;
	const ring = {
		left: `${cursor.x * 100}%`,
		top: `${cursor.y * 100}%`,
		width: `${(2 * radius * longer * 100) / photo.width}%`,
	};
	return (
		<>
			<div className={easel.easel} data-drop="mask">
				<div
					className={classes(easel.picture, styles.masking)}
					style={size}
					role="application"
					aria-label="Mask. Arrow keys move the brush, Space paints, plus and minus change its size, Escape ends."
					// biome-ignore lint/a11y/noNoninteractiveTabindex: it is interactive, by pointer and by keys
					tabIndex={0}
					onPointerDown={(event) => {
						event.currentTarget.setPointerCapture(event.pointerId);
						stroke(placeOf(event));
					}}
					onPointerMove={(event) => {
						setCursor(placeOf(event));
						if (last.current) stroke(placeOf(event));
					}}
					onPointerUp={end}
					onPointerCancel={end}
					onKeyDown={(event) => {
						if (onKey(event.key)) event.preventDefault();
					}}
				>
					<img src={url} alt="" draggable={false} />
					<canvas ref={canvas} width={sheet.width} height={sheet.height} />
					<span className={styles.ring} style={ring} />
				</div>
			</div>
			<div className={styles.tools} role="toolbar" aria-label="Mask">
				<Choice label="Brush" hideLabel value={brush} choices={brushes} onChange={setBrush} />
				<label className={styles.size}>
					<span>Size</span>
					<input
						type="range"
						className={slider.slider}
						min={0.01}
						max={0.3}
						step={0.005}
						value={radius}
						style={{ '--position': (radius - 0.01) / 0.29 } as CSSProperties}
						onChange={(event) => setRadius(event.target.valueAsNumber)}
					/>
				</label>
				<Button look="plain" onClick={() => change(() => sheet.invert())}>
					Invert
				</Button>
				<Button look="plain" onClick={() => change(() => sheet.clear())}>
					Clear
				</Button>
				<Button look="plain" onClick={() => pictures.choose('mask')}>
					From a picture…
				</Button>
				<Button look="primary" onClick={onDone}>
					Done
				</Button>
			</div>
		</>
	);
}
