import { type ComponentPropsWithRef, type ReactNode, useId } from 'react';
import { classes } from '../classes';
import styles from './Section.module.css';

interface SectionProps extends Omit<ComponentPropsWithRef<'section'>, 'title'> {
	readonly title: ReactNode;
	/** Buttons at the end of the heading's line. */
	readonly actions?: ReactNode;
}

/** A section that is labelled by its heading. @param headClass class of the heading's line */
export function TitledSection({
	title,
	actions,
	headClass,
	children,
	...rest
}: SectionProps & { headClass?: string | undefined }) {
	const id = useId();
	return (
		<section aria-labelledby={id} {...rest}>
			<div className={headClass}>
				<h2 id={id}>{title}</h2>
				{actions}
			</div>
			{children}
		</section>
	);
}

/** A section of a column. */
export const Section = ({ className, ...rest }: SectionProps) => (
	<TitledSection className={classes(styles.section, className)} headClass={styles.head} {...rest} />
);

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
