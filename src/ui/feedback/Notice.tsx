import type { ReactNode } from 'react';
import styles from './Notice.module.css';

interface NoticeProps {
	/** `alert`: something failed. `status`: something can be done. */
	readonly role: 'alert' | 'status';
	readonly text: ReactNode;
	/** Buttons below the text. */
	readonly children: ReactNode;
}

/** A framed message with buttons, in the place that it is about. */
export const Notice = ({ role, text, children }: NoticeProps) => (
	<div className={styles.notice} role={role}>
		<p>{text}</p>
		<div className={styles.ways}>{children}</div>
	</div>
);
