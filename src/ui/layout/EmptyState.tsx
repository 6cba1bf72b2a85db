import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

interface EmptyStateProps {
	readonly title: string;
	/** What happens here, in a sentence or two. */
	readonly text: string;
	/** Buttons: every way to begin. */
	readonly ways: ReactNode;
	/** Examples that are one click away. */
	readonly children?: ReactNode;
}

/** A first screen: what this is, every way in, and examples. */
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
