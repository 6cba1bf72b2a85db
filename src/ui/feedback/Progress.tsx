import { classes } from '../classes';
import styles from './Progress.module.css';
import { useTimeLeft } from './useTimeLeft';

export interface ProgressProps {
	readonly label: string;
	/** 0 to `max`; undefined when the progress is unknown. */
	readonly value?: number | undefined;
	readonly max: number;
	/** The progress in words, for screen readers. */
	readonly text?: string;
	/** Whether the time left is shown beside the bar, once it is known. Default: true. */
	readonly timeLeft?: boolean;
}

/** A progress bar, and the time that is left. */
export function Progress({ label, value, max, text, timeLeft = true }: ProgressProps) {
	const share = value === undefined || max <= 0 ? undefined : Math.min(1, value / max);
	const left = useTimeLeft(share);
	return (
		<div className={styles.row}>
			<div
				className={classes(styles.bar, value === undefined && styles.unknown)}
				role="progressbar"
				aria-label={label}
				aria-valuemin={0}
				aria-valuemax={max}
				{...(value === undefined ? {} : { 'aria-valuenow': value })}
				{...(text ? { 'aria-valuetext': text } : {})}
			>
				<div style={{ scale: `${share ?? 1} 1` }} />
			</div>
			{timeLeft && left !== undefined && <span className="numbers">{left}</span>}
		</div>
	);
}
