import { classes } from '../classes';
import styles from './ZoomButtons.module.css';

interface Zoomed {
	/** Zooms about the middle. */
	step(factor: number): void;
	/** Shows everything. */
	whole(): void;
}

const buttons = [
	{ label: 'Zoom in', path: 'M10 4v12M4 10h12', act: (viewport: Zoomed) => viewport.step(1.8) },
	{ label: 'Zoom out', path: 'M4 10h12', act: (viewport: Zoomed) => viewport.step(1 / 1.8) },
	{
		label: 'Show everything',
		path: 'M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4',
		act: (viewport: Zoomed) => viewport.whole(),
	},
] as const;

/** Buttons that zoom a surface, in its bottom right corner. */
export function ZoomButtons({ viewport }: { readonly viewport: Zoomed }) {
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend and its own frame
		<div className={classes('floating', styles.zoom)} role="group" aria-label="Zoom">
			{buttons.map(({ label, path, act }) => (
				<button key={label} type="button" aria-label={label} title={label} onClick={() => act(viewport)}>
					<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
						<path d={path} />
					</svg>
				</button>
			))}
		</div>
	);
}
