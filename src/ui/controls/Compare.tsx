import { type CSSProperties, type ReactNode, useState } from 'react';
import { classes } from '../classes';
import styles from './Compare.module.css';

interface CompareProps {
	readonly label: string;
	/** What the two are called. */
	readonly names?: readonly [before: string, after: string];
	readonly before: ReactNode;
	readonly after: ReactNode;
	/** Determines the size of the frame; both pictures fill it. */
	readonly style?: CSSProperties;
	readonly className?: string | undefined;
}

/**
 * Compares two pictures of one size, one over the other, with a dividing line that can be dragged or moved by arrow keys.
 * The line is a range input over the whole frame, which supports pointer, touch, keyboard and screen readers.
 */
export function Compare({ label, names = ['photo', 'painting'], before, after, style, className }: CompareProps) {
	const [at, setAt] = useState(50);
	return (
		<div className={classes(styles.compare, className)} style={{ ...style, '--at': `${at}%` } as CSSProperties}>
			<div className={styles.after}>{after}</div>
			<div className={styles.before}>{before}</div>
			<div className={styles.line} aria-hidden="true" />
			<input
				type="range"
				min={0}
				max={100}
				step={0.5}
				value={at}
				aria-label={label}
				aria-valuetext={`${Math.round(at)} % ${names[0]}, ${Math.round(100 - at)} % ${names[1]}`}
				onChange={(event) => setAt(event.target.valueAsNumber)}
			/>
		</div>
	);
}
