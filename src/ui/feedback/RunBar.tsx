import type { ReactNode } from 'react';
import { classes } from '../classes';
import { useKeptFocus } from '../focus/useKeptFocus';
import { Progress, type ProgressProps } from './Progress';
import styles from './RunBar.module.css';

interface RunBarProps {
	/** Whether it sticks to the bottom of a narrow screen. Default: true. */
	readonly sticky?: boolean;
	readonly children: ReactNode;
}

/** The bottom of a column: the button that starts a run, or the progress of the run. Hidden while empty. */
export const RunBar = ({ sticky = true, children }: RunBarProps) => (
	<div {...useKeptFocus<HTMLDivElement>()} className={classes(styles.bar, sticky && styles.sticky)}>
		{children}
	</div>
);

interface RunningProps {
	/** What is being done. */
	readonly doing: string;
	/** A figure at the end of the line, such as the time left. */
	readonly figure?: string | false | undefined;
	readonly progress: ProgressProps;
	/** A line of figures below the bar. */
	readonly details?: string;
	/** Buttons that stop or pause the run. */
	readonly children: ReactNode;
}

/** The progress of a run, with buttons that stop or pause it. */
export const Running = ({ doing, figure, progress, details, children }: RunningProps) => (
	<>
		<div className={styles.state}>
			<strong>{doing}</strong>
			{figure && <span className="numbers">{figure}</span>}
		</div>
		<Progress {...progress} />
		{details !== undefined && <p className={classes('numbers', styles.details)}>{details}</p>}
		<div className={styles.ways}>{children}</div>
	</>
);
