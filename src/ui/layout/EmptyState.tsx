import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

interface EmptyStateProps {
	readonly title: string;
	/** What the tab does, in a sentence or two. */
	readonly text: string;
	/** Buttons for every way to begin. */
	readonly ways: ReactNode;
	/** Examples to begin with. */
	readonly children?: ReactNode;
}

/** A tab's first screen: what it does, every way to begin, and examples. */
export const EmptyState = ({ title, text, ways, children }: EmptyStateProps) => (
	<div className={styles.empty}>
		<h1>{title}</h1>
		<p>{text}</p>
		<div className={styles.ways}>{ways}</div>
		{children && (
			<>
				<h2>Or try one of these</h2>
				{children}
			</>
		)}
	</div>
);
