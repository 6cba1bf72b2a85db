import { type ComponentPropsWithRef, type ReactNode, useId } from 'react';
import { classes } from '../classes';
import styles from './Section.module.css';

interface SectionProps extends Omit<ComponentPropsWithRef<'section'>, 'title'> {
	readonly title: ReactNode;
	/** Buttons at the end of the heading's line. */
	readonly actions?: ReactNode;
}

/** A section of a column, labelled by its heading. */
export function Section({ title, actions, className, children, ...rest }: SectionProps) {
	const id = useId();
	return (
		<section className={classes(styles.section, className)} aria-labelledby={id} {...rest}>
			<div className={styles.head}>
				<h2 id={id}>{title}</h2>
				{actions}
			</div>
			{children}
		</section>
	);
}

interface GroupProps {
	readonly title: string;
	readonly children: ReactNode;
}

/** A subsection, with a smaller heading. */
export const Group = ({ title, children }: GroupProps) => (
	<section className={styles.group} aria-label={title}>
		<h3>{title}</h3>
		{children}
	</section>
);
