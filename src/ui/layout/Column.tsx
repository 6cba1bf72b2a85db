import type { ComponentPropsWithRef, ReactNode } from 'react';
import { classes } from '../classes';
import styles from './Column.module.css';

interface ColumnProps extends ComponentPropsWithRef<'aside'> {
	/** Stays in sight below what scrolls; on a narrow screen, at the foot of the screen. */
	readonly footer?: ReactNode;
}

/** The quiet column beside the picture: sections that scroll, and what matters most below them. */
export const Column = ({ footer, className, children, ...rest }: ColumnProps) => (
	<aside className={classes(styles.column, className)} data-column {...rest}>
		<div className={styles.scroll}>{children}</div>
		{footer}
	</aside>
);
