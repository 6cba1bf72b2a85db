import type { ComponentPropsWithRef, ReactNode } from 'react';
import { classes } from '../classes';
import styles from './Column.module.css';

interface ColumnProps extends ComponentPropsWithRef<'aside'> {
	/**
	 * Stays visible below the scrolling part; on a narrow screen, at the bottom of the screen. It comes first in the document,
	 * so that the main button is a few presses of the Tab key away, however many settings there are.
	 */
	readonly footer?: ReactNode;
}

/** The column beside the picture: scrolling sections, and a fixed footer below them. */
export const Column = ({ footer, className, children, ...rest }: ColumnProps) => (
	<aside className={classes(styles.column, className)} data-column {...rest}>
		{footer}
		<div className={styles.scroll}>{children}</div>
	</aside>
);
