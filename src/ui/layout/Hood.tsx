import type { ReactNode } from 'react';
import { classes } from '../classes';
import styles from './Hood.module.css';
import { TitledSection } from './Section';

/** The hood at the bottom of a stage: how the result above was made. */
export const Hood = ({ children }: { readonly children: ReactNode }) => (
	<section className={styles.hood} aria-label="Under the hood">
		{children}
	</section>
);

/** Sections in two columns; the second begins when the first is full. */
export const HoodColumns = ({ children }: { readonly children: ReactNode }) => (
	<div className={styles.columns}>{children}</div>
);

interface HoodSectionProps {
	readonly title: string;
	/** Controls at the end of the heading's line. */
	readonly action?: ReactNode;
	readonly className?: string | undefined;
	readonly children: ReactNode;
}

/** One section of the hood. */
export const HoodSection = ({ action, className, ...rest }: HoodSectionProps) => (
	<TitledSection className={classes(styles.section, className)} headClass={styles.head} actions={action} {...rest} />
);

/** A text in place of figures that are not there yet. */
export const HoodNote = ({ children }: { readonly children: ReactNode }) => <p className={styles.note}>{children}</p>;
