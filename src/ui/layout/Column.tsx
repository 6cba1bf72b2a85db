import type { ComponentPropsWithRef, ReactNode } from 'react';
import { classes } from '../classes';
import styles from './Column.module.css';

interface ColumnProps extends ComponentPropsWithRef<'aside'> {
	/** Stays visible below the scrolling part; on a narrow screen, at the bottom of the screen. */
	readonly footer?: ReactNode;
}

/** The column beside the picture: scrolling sections, and a fixed footer below them. */
export const Column = ({ footer, className, children, ...rest }: ColumnProps) => (
	<aside className={classes(styles.column, className)} data-column {...rest}>
		<div className={styles.scroll}>{children}</div>
		{footer}
	</aside>
);
