import type { ReactNode } from 'react';
import styles from './Workspace.module.css';

interface WorkspaceProps {
	readonly stage: ReactNode;
	readonly column: ReactNode;
}

/** A tab's two parts: the stage, and the column beside it; on a narrow screen one below the other. */
export const Workspace = ({ stage, column }: WorkspaceProps) => (
	<div className={styles.workspace}>
		{stage}
		{column}
	</div>
);
