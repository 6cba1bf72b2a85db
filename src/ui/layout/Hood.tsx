import { type ReactNode, useId } from 'react';
import { classes } from '../classes';
import styles from './Hood.module.css';

/** The foot of a stage: how what stands there came about. */
export const Hood = ({ children }: { readonly children: ReactNode }) => (
	<section className={styles.hood} aria-label="Under the hood">
		{children}
	</section>
);

/** Sections in two columns, filled one after the other. */
export const HoodColumns = ({ children }: { readonly children: ReactNode }) => (
	<div className={styles.columns}>{children}</div>
);

interface HoodSectionProps {
	readonly title: string;
	/** A control at the end of the heading's line. */
	readonly action?: ReactNode;
	readonly className?: string;
	readonly children: ReactNode;
}

/** One thing that can be looked at. */
export function HoodSection({ title, action, className, children }: HoodSectionProps) {
	const id = useId();
	return (
		<section className={classes(styles.section, className)} aria-labelledby={id}>
			<div className={styles.head}>
				<h2 id={id}>{title}</h2>
				{action}
			</div>
			{children}
		</section>
	);
}

/** Words instead of figures, where there are none yet. */
export const HoodNote = ({ children }: { readonly children: ReactNode }) => <p className={styles.note}>{children}</p>;
