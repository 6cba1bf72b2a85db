import type { ReactNode } from 'react';
import styles from './More.module.css';

interface MoreProps {
	/** Default: "More". */
	readonly title?: string;
	readonly onToggle?: (open: boolean) => void;
	readonly children: ReactNode;
}

/** A disclosure: its content is hidden until it is opened. */
export const More = ({ title = 'More', onToggle, children }: MoreProps) => (
	<details className={styles.more} onToggle={({ currentTarget }) => onToggle?.(currentTarget.open)}>
		<summary>{title}</summary>
		<div className={styles.content}>{children}</div>
	</details>
);
