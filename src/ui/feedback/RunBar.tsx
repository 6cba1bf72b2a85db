import type { ReactNode } from 'react';
import { classes } from '../classes';
import { Progress, type ProgressProps } from './Progress';
import styles from './RunBar.module.css';

interface RunBarProps {
	/** On a narrow screen it stays at the foot of the screen. Default: yes. */
	readonly sticky?: boolean;
	readonly children: ReactNode;
}

/** The foot of a column: the button that starts a run, or how far the run is. Hidden while it has nothing to say. */
export const RunBar = ({ sticky = true, children }: RunBarProps) => (
	<div className={classes(styles.bar, sticky && styles.sticky)}>{children}</div>
);

interface RunningProps {
	/** What is being done. */
	readonly doing: string;
	/** A figure at the end of the line: time left, words written. */
	readonly figure?: string | false | undefined;
	readonly progress: ProgressProps;
	/** A line of figures below the bar. */
	readonly details?: string;
	/** Buttons: the ways to end or pause it. */
	readonly children: ReactNode;
}

/** A run under way: what it does, how far it is, and the ways to end it. */
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
