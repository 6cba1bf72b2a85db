import type { ReactNode } from 'react';
import styles from './Workspace.module.css';

interface WorkspaceProps {
	readonly stage: ReactNode;
	readonly column: ReactNode;
}

/** A tab's layout: the stage with the column beside it, or below it on a narrow screen. */
export const Workspace = ({ stage, column }: WorkspaceProps) => (
	<div className={styles.workspace}>
		{stage}
		{column}
	</div>
);
