import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { themeStore } from '../theme';
import styles from './LogChart.module.css';
import { decades, type Extent, extentOf, type Series } from './logAxis';

interface LogChartProps {
	/** Description for screen readers. */
	readonly summary: string;
	readonly series: readonly Series[];
	/** End of the x axis; default: the last point. */
	readonly end?: number;
	readonly height?: number;
}

const margin = { left: 34, right: 6, top: 6, bottom: 18 };

/** Line chart with a logarithmic y axis, in the theme's colours. */
export function LogChart({ summary, series, end, height = 150 }: LogChartProps) {
	const ref = useRef<HTMLCanvasElement>(null);
	const shown = useStore(themeStore, (state) => state.shown);
	// biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes the colours that are read while drawing
	useEffect(() => {
		const canvas = ref.current;
		if (canvas === null) return;
		const redraw = () => draw(canvas, series, end);
		redraw();
		const watch = new ResizeObserver(redraw);
		watch.observe(canvas);
		return () => watch.disconnect();
	}, [series, end, shown]);
	return (
		<figure className={styles.chart}>
			<canvas ref={ref} role="img" aria-label={summary} style={{ height }} />
			<figcaption aria-hidden="true">
				{series.map((one) => (
					<span key={one.name}>
						<svg width="18" height="8" aria-hidden="true">
							<line
								x1="0"
								x2="18"
								y1="4"
								y2="4"
								strokeDasharray={one.dash.join(' ')}
								style={{ stroke: `var(${one.colour})` }}
							/>
						</svg>
						{one.name}
					</span>
				))}
			</figcaption>
		</figure>
	);
}

function draw(canvas: HTMLCanvasElement, series: readonly Series[], end: number | undefined): void {
	const { clientWidth: width, clientHeight: height } = canvas;
	const ratio = devicePixelRatio;
	canvas.width = Math.round(width * ratio);
	canvas.height = Math.round(height * ratio);
	const context = canvas.getContext('2d');
	const found = extentOf(series);
	if (context === null || found === undefined || width === 0) return;
	context.scale(ratio, ratio);
	const extent: Extent = { ...found, x: [found.x[0], Math.max(found.x[1], end ?? 0)] };
	const style = getComputedStyle(canvas);
	const colour = (name: string) => style.getPropertyValue(name).trim();
	const [plotWidth, plotHeight] = [width - margin.left - margin.right, height - margin.top - margin.bottom];
	const across = (x: number) => margin.left + ((x - extent.x[0]) / (extent.x[1] - extent.x[0])) * plotWidth;
	const down = (power: number) => margin.top + ((extent.y[1] - power) / (extent.y[1] - extent.y[0])) * plotHeight;

	context.font = `11px ${style.fontFamily}`;
	context.fillStyle = style.getPropertyValue('--ink-faint');
	context.strokeStyle = colour('--line');
	context.textBaseline = 'middle';
	context.textAlign = 'right';
	for (const power of decades(extent.y)) {
		const y = down(power);
		context.fillText(power >= -2 && power <= 3 ? String(10 ** power) : `1e${power}`, margin.left - 6, y);
		context.beginPath();
		context.moveTo(margin.left, y);
		context.lineTo(width - margin.right, y);
		context.stroke();
	}
	context.textBaseline = 'alphabetic';
	context.fillText(String(extent.x[1]), width - margin.right, height - 4);
	context.textAlign = 'left';
	context.fillText(String(extent.x[0]), margin.left, height - 4);

	context.lineWidth = 1.5;
	context.lineJoin = 'round';
	for (const one of series) {
		context.strokeStyle = colour(one.colour) || style.color;
		context.setLineDash([...one.dash]);
		context.beginPath();
		for (const { x, y } of one.points) if (y > 0) context.lineTo(across(x), down(Math.log10(y)));
		context.stroke();
	}
	context.setLineDash([]);
}
