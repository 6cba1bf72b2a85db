import { type CSSProperties, useId } from 'react';
import { classes } from '../../../../ui/classes';
import { HoodSection } from '../../../../ui/layout/Hood';
import type { GenreId } from '../../options';
import { fitInto, nearestGenres } from '../../plane';
import { genreLabel } from '../../recipe';
import type { Place, StyleMap } from '../../types';
import styles from './Plane.module.css';

const frame = { width: 400, height: 260, margin: 16 };
const colourOf = (id: GenreId) => ({ '--genre': `var(--genre-${id})` }) as CSSProperties;
const letterOf = (id: GenreId): string => genreLabel(id).charAt(0);

/** The story's thought vectors among passages of each genre, on their first two principal components. */
export function Plane({ map }: { readonly map: StyleMap }) {
	const arrow = useId();
	const to = fitInto(map, frame);
	const [x, c, b, shifted] = [map.captions, map.neutral, map.style, map.shifted].map(to) as [
		Place,
		Place,
		Place,
		Place,
	];
	const [nearest, next] = nearestGenres(map, map.shifted).map(genreLabel);
	const summary =
		`Passages of ${map.genres.length} genres on a plane. The mean of this picture’s captions is shifted in the direction ` +
		`from all captions to the style. The nearest genre is then ${nearest}${next ? `, followed by ${next}` : ''}.`;
	return (
		<HoodSection title="The style shift">
			<svg className={styles.plane} viewBox={`0 0 ${frame.width} ${frame.height}`} role="img" aria-label={summary}>
				<defs>
					<marker id={arrow} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
						<path d="M0 0 8 4 0 8z" />
					</marker>
				</defs>
				{map.genres.map(({ id, passages }) => (
					<g key={id} className={styles.genre} style={colourOf(id)}>
						{passages.map((passage) => {
							const [px, py] = to(passage);
							return <circle key={passage.join()} cx={px} cy={py} r="2" />;
						})}
					</g>
				))}
				<path className={classes(styles.shift, styles.style)} d={between(c, b)} markerEnd={`url(#${arrow})`} />
				<path className={styles.shift} d={between(x, shifted)} markerEnd={`url(#${arrow})`} />
				{map.genres.map(({ id, mean }) => (
					<Mark key={id} at={to(mean)} className={styles.mean} style={colourOf(id)} letter={letterOf(id)} />
				))}
				<Mark at={c} letter="c" />
				<Mark at={b} letter="b" />
				<Mark at={x} letter="x" />
				<circle className={styles.arrived} cx={shifted[0]} cy={shifted[1]} r="6" />
			</svg>
			<ul className={classes(styles.legend, 'numbers')}>
				{map.genres.map(({ id }) => (
					<li key={id}>
						<Sign className={styles.mean} style={colourOf(id)} letter={letterOf(id)} /> {genreLabel(id)}
					</li>
				))}
				<li>
					<Sign letter="x" /> this picture’s captions
				</li>
				<li>
					<Sign letter="c" /> all captions
				</li>
				<li>
					<Sign letter="b" /> the style
				</li>
				<li>
					<svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
						<circle className={styles.arrived} r="6" />
					</svg>
					x shifted from c to b: the decoder’s input
				</li>
			</ul>
		</HoodSection>
	);
}

/** The path of a line that ends just short of the mark it points to. */
function between([fromX, fromY]: Place, [toX, toY]: Place): string {
	const length = Math.hypot(toX - fromX, toY - fromY);
	const part = Math.max(0, 1 - 9 / Math.max(length, 1e-9));
	return `M${fromX} ${fromY}L${fromX + (toX - fromX) * part} ${fromY + (toY - fromY) * part}`;
}

interface MarkProps {
	readonly at: Place;
	readonly letter: string;
	readonly className?: string | undefined;
	readonly style?: CSSProperties | undefined;
}

function Mark({ at: [x, y], letter, className = styles.point, style }: MarkProps) {
	return (
		<g className={className} style={style} transform={`translate(${x} ${y})`}>
			<circle r="8" />
			<text y="3.5">{letter}</text>
		</g>
	);
}

function Sign(mark: Omit<MarkProps, 'at'>) {
	return (
		<svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
			<Mark at={[0, 0]} {...mark} />
		</svg>
	);
}
